import type { McpServer } from "@modelcontextprotocol/server";
import type { Workspace } from "../services/workspace.ts";
import type { Doors } from "./doors.ts";
import { directoryOf } from "./roots.ts";

/** The clone that a connection works in: opened with the first call, another one once the client's roots change. */
export class Clones {
  readonly #doors: Doors;
  readonly #server: McpServer;
  #opened: Promise<Workspace> | undefined;

  constructor(server: McpServer, doors: Doors) {
    this.#server = server;
    this.#doors = doors;
  }

  /** A failure to open is not kept: the next call tries again, and finds what was made meanwhile. */
  current(): Promise<Workspace> {
    this.#opened ??= directoryOf(this.#server, this.#doors)
      .then((directory) => this.#doors.open(directory))
      .catch((error: unknown) => {
        this.#opened = undefined;
        throw error;
      });
    return this.#opened;
  }

  /** Shows that the agent is there, and renews what it holds where half of a lease is gone: whoever calls is at work. */
  async sign(workspace: Workspace, call: string): Promise<void> {
    await this.#doors.sign(workspace, call);
    // The call itself went well; the next one tries again.
    await workspace.ledger.renew().catch(() => undefined);
  }

  /** Closes what is open. */
  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    this.#opened = undefined;
    await opened?.ledger.close();
  }
}

import type { McpServer } from "@modelcontextprotocol/server";
import { LedgerFollower } from "../services/ledger-follower.ts";
import type { Workspace } from "../services/workspace.ts";

/** A resource that a client has read: the issue that it is of, or null for one that any change touches. */
interface Watched {
  readonly uri: string;
  readonly id: string | null;
  revision: string | null;
}

/** Tells a client when something that it has read has changed. Nothing is followed before it has read anything. */
export class Updates {
  readonly #server: McpServer;
  readonly #watched = new Map<string, Watched>();
  #follower: LedgerFollower | undefined;

  constructor(server: McpServer) {
    this.#server = server;
  }

  /** From now on a change of this resource is told. */
  watch(workspace: Workspace, uri: string, id: string | null): void {
    const known: Watched = { uri, id, revision: null };
    this.#watched.set(uri, known);
    this.#follower ??= new LedgerFollower(workspace, () => this.#tell(workspace));
    void this.#revisionOf(workspace, known).then((revision) => {
      known.revision = revision;
    });
  }

  /** A client that no longer asks for it is not told. */
  forget(uri: string): void {
    this.#watched.delete(uri);
  }

  /** Ends it. */
  async stop(): Promise<void> {
    this.#watched.clear();
    const follower = this.#follower;
    this.#follower = undefined;
    await follower?.stop();
  }

  async #tell(workspace: Workspace): Promise<void> {
    for (const known of this.#watched.values()) {
      const revision = await this.#revisionOf(workspace, known);
      if (revision === known.revision) continue;
      known.revision = revision;
      await this.#server.server.sendResourceUpdated({ uri: known.uri });
    }
  }

  /** What tells one state of it from another. A ledger that cannot be read just now has not changed. */
  async #revisionOf({ ledger }: Workspace, { id, revision }: Watched): Promise<string | null> {
    try {
      const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
      return id === null ? snapshot.tip : (snapshot.row(id, moment)?.revision ?? null);
    } catch {
      return revision;
    }
  }
}

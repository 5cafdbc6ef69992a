import type { Workspace } from "../services/workspace.ts";
import type { Doors } from "./doors.ts";

/** A clone that is open, and what it was opened with. */
interface Opened {
  readonly workspace: Workspace;
  readonly basis: Basis;
  /** Calls that work in it now. */
  calls: number;
  /** Closed by its last call: another one has taken its place. */
  retired: boolean;
}

/** What actor and project were worked out from. */
interface Basis {
  readonly config: object;
  readonly project: string | null;
}

/**
 * The clone that calls work in: opened with the first one; anew once the client's roots change, or what its actor and its project were worked out from:
 * other processes configure it and make its ledger while this one runs.
 */
export class Clones {
  readonly #doors: Doors;
  readonly #directory: () => Promise<string>;
  #opened: Promise<Opened> | undefined;

  constructor(doors: Doors, directory: () => Promise<string>) {
    this.#doors = doors;
    this.#directory = directory;
  }

  /** Runs one call. Between calls nothing is held on to that another process waits for. */
  async use<T>(run: (workspace: Workspace) => Promise<T>): Promise<T> {
    const opened = await this.#current();
    opened.calls += 1;
    try {
      return await run(opened.workspace);
    } finally {
      opened.calls -= 1;
      if (opened.calls === 0) await letGo(opened);
    }
  }

  /** Shows that the agent is there, and renews what it holds where half of a lease is gone: whoever calls is at work. */
  async sign(workspace: Workspace, call: string): Promise<void> {
    // The call itself is over, well or not: the next one tries again.
    await this.#doors.sign(workspace, call).catch(() => undefined);
    await workspace.ledger.renew().catch(() => undefined);
  }

  /** Closes what is open, behind the calls that still work in it. */
  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    this.#opened = undefined;
    if (opened !== undefined) await retire(opened);
  }

  async #current(): Promise<Opened> {
    this.#opened ??= this.#open();
    const before = this.#opened;
    const opened = await before;
    if (await isStill(opened)) return opened;
    // Several calls may find at once that it is no longer so: one of them opens anew.
    if (this.#opened === before) {
      this.#opened = this.#open();
      await retire(opened);
    }
    return this.#opened ?? this.#current();
  }

  /** A failure to open is not kept: the next call tries again, and finds what was made meanwhile. */
  #open(): Promise<Opened> {
    const opening = this.#directory()
      .then((directory) => this.#doors.open(directory))
      .then(async (workspace) => ({ workspace, basis: await basisOf(workspace), calls: 0, retired: false }));
    opening.catch(() => {
      if (this.#opened === opening) this.#opened = undefined;
    });
    return opening;
  }
}

async function isStill({ workspace, basis }: Opened): Promise<boolean> {
  const now = await basisOf(workspace);
  return now.config === basis.config && now.project === basis.project;
}

async function basisOf({ repository, ledger }: Workspace): Promise<Basis> {
  const config = await repository.config();
  // Where there is no ledger, or none that can be read, the call itself says so.
  const project = await ledger.snapshot().then(
    ({ project: { identity, name } }) => `${identity} ${name}`,
    () => null,
  );
  return { config, project };
}

async function retire(opened: Opened): Promise<void> {
  opened.retired = true;
  if (opened.calls === 0) await letGo(opened);
}

async function letGo({ workspace, retired }: Opened): Promise<void> {
  if (retired) await workspace.ledger.close();
  else workspace.ledger.rest();
}

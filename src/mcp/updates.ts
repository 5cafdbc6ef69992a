import { LedgerFollower } from "../services/ledger-follower.ts";
import type { Workspace } from "../services/workspace.ts";
import type { Clones } from "./clones.ts";

/** A resource that somebody asked to be told of. */
interface Watched {
  /** The issue that it is of, or null for one that any change of the ledger touches. */
  readonly id: string | null;
  /** Who asked: the requests that did, or one name for a whole connection. */
  readonly by: Set<unknown>;
  revision: string | null;
}

/** Tells whoever asked for it when a resource has changed, whoever changed it. Nothing is followed before somebody asks. */
export class Updates {
  readonly #clones: Clones;
  readonly #tell: (uri: string) => Promise<void> | void;
  readonly #watched = new Map<string, Watched>();
  #follower: LedgerFollower | undefined;

  constructor(clones: Clones, tell: (uri: string) => Promise<void> | void) {
    this.#clones = clones;
    this.#tell = tell;
  }

  /** From when this is done on, a change of the resource is told. @throws NO_LEDGER and whatever keeps the clone from being opened */
  async watch(uri: string, by: unknown): Promise<void> {
    await this.#clones.use(async (workspace) => {
      await workspace.ledger.snapshot();
      await this.#follow(workspace);
      const known = this.#watched.get(uri) ?? { id: issueOf(uri), by: new Set(), revision: null };
      known.revision ??= await revisionOf(workspace, known);
      known.by.add(by);
      this.#watched.set(uri, known);
    });
  }

  /** Who asked does so no more: for one resource, or for all. */
  forget(by: unknown, uri?: string): void {
    for (const [each, known] of this.#watched) {
      if (uri === undefined || uri === each) known.by.delete(by);
      if (known.by.size === 0) this.#watched.delete(each);
    }
  }

  /** Ends it. */
  async stop(): Promise<void> {
    this.#watched.clear();
    const follower = this.#follower;
    this.#follower = undefined;
    await follower?.stop();
  }

  async #follow(workspace: Workspace): Promise<void> {
    const follower = this.#follower ?? new LedgerFollower(workspace, () => this.#changed());
    this.#follower = follower;
    await follower.begun.catch((error: unknown) => {
      this.#follower = undefined;
      throw error;
    });
  }

  async #changed(): Promise<void> {
    if (this.#watched.size === 0) return;
    const moved = await this.#clones.use((workspace) => this.#moved(workspace)).catch(() => []);
    // A client that went away is told nothing any more.
    for (const uri of moved) await Promise.resolve(this.#tell(uri)).catch(() => undefined);
  }

  async #moved(workspace: Workspace): Promise<readonly string[]> {
    const moved: string[] = [];
    for (const [uri, known] of this.#watched) {
      const revision = await revisionOf(workspace, known);
      if (revision === known.revision) continue;
      known.revision = revision;
      moved.push(uri);
    }
    return moved;
  }
}

/** What tells one state of it from another. */
async function revisionOf({ ledger }: Workspace, { id }: Watched): Promise<string | null> {
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  return id === null ? snapshot.tip : (snapshot.row(id, moment)?.revision ?? null);
}

function issueOf(uri: string): string | null {
  const [, id] = /^bead:\/\/(?:issue|thread)\/([^/]+)$/.exec(uri) ?? [];
  try {
    return id === undefined ? null : decodeURIComponent(id);
  } catch {
    return null;
  }
}

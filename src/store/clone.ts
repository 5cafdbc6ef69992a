import type { Actor } from "../domain/actor.ts";
import type { Chance, Clock } from "../domain/chance.ts";
import type { Repository } from "../git/repository.ts";
import type { LedgerIndex } from "./index/open.ts";
import type { Proof } from "./operation.ts";
import type { CommandIds } from "./operation-id.ts";
import type { Point } from "./points.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Unshown } from "./unshown.ts";

/** What the edge gives to whoever opens a ledger. */
export interface LedgerOptions {
  readonly repository: Repository;
  /** Asked anew each time: the edge knows it only once the ledger has told the project's name. */
  readonly actor: Actor;
  readonly now: Clock;
  readonly chance: Chance;
  readonly offline: boolean;
  /** The caller's environment: git's own variables, `BD_AGENT_PID`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's folder where the clones of this machine take turns at a shared remote; made when first needed. */
  readonly turns: string;
  /** Starts a detached process of this program; null where background work is off (`CI`, `beads.background=off`). */
  readonly background: ((job: "push" | "fetch") => void) | null;
  /** True in a detached process: nobody is there to answer a question. */
  readonly detached?: boolean;
  /** Gives up what is on its way over the network. */
  readonly signal?: AbortSignal;
  /** What this caller can show of the claims it holds. */
  proof(): Promise<Proof>;
  warn(line: string): void;
  progress(line: string): void;
  /**
   * Called with what is read first, where issues of ours need some of other projects: looks whether those stand as they are known, and answers
   * what is read then; undefined where it is too early for that. `anew` brings the index to what became known.
   */
  freshen?(snapshot: Snapshot, anew: () => Promise<Snapshot>): Promise<Snapshot | undefined>;
  /** Called behind each write that changed the ledger. */
  wrote?(): Promise<void>;
  /** Called at each named point of a write and of a push: tests kill the process there. */
  reached?(point: Point): void;
}

/** One clone as the parts of the store see it: its repository, its folder, its index, and who asks. */
export interface Clone extends LedgerOptions {
  /** `<common git directory>/bd`: everything that bd keeps beside the refs; made when first written to. */
  readonly folder: string;
  /** `refs/beads/ledger`, or `refs/heads/beads` in a bare repository that is itself the shared remote. */
  readonly ledgerRef: string;
  /** Opened when first asked for. */
  readonly index: LedgerIndex;
  /** The ids of this command's operations. */
  readonly ids: CommandIds;
  readonly unshown: Unshown;
  freshen(snapshot: Snapshot, anew: () => Promise<Snapshot>): Promise<Snapshot | undefined>;
  reached(point: Point): void;
}

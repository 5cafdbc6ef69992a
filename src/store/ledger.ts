import type { PushWay } from "../domain/project.ts";
import type { Moment } from "../domain/readiness.ts";
import type { Commit, Oid } from "../git/repository.ts";
import type { EventLog } from "./events/event-log.ts";
import type { Following, FollowOptions } from "./follow/follow-changes.ts";
import type { VerbArguments, VerbName, VerbResults } from "./operation.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * How far a write has to get before it returns.
 * `confirm`: on the shared remote, or nothing is held (claims). `now`: pushed at once, kept locally if that fails.
 * `soon`: local; a detached push follows within the push interval. `never`: local (`--offline`).
 */
export type Urgency = "confirm" | "now" | "soon" | "never";

/** Where a write stands: in this clone only, on the shared remote, or not known (an acknowledgement was lost). */
export type Reach = "local" | "pushed" | "unknown";

export interface Written<R> {
  readonly op: string;
  readonly reach: Reach;
  /** Why it is not `pushed`, in words; null if it is or if no remote is configured. */
  readonly why: string | null;
  /** False if there was nothing left to do. */
  readonly changed: boolean;
  /** The commit that holds it; null if nothing was written. */
  readonly commit: Oid | null;
  readonly result: R;
}

/** An operation that a command is given for once more: it stands in the ledger. */
export interface Repeated {
  readonly op: string;
  readonly commit: Oid;
  /** What its commit names, in order. */
  readonly beads: readonly string[];
}

/** A change that could not be kept: it lost against another, or the remote declined its content. */
export interface LostOperation {
  readonly op: string;
  readonly verb: VerbName;
  readonly actor: string;
  readonly at: string;
  readonly kind: "lost" | "refused";
  readonly code: string;
  readonly message: string;
  /** What was to be written, for people: the subject of its commit. */
  readonly subject: string;
}

/** What a clone proposes for a person to merge, where the project's changes are not pushed onto the ledger's branch. */
export interface Proposal {
  readonly branch: string;
  /** The branch that it is to be merged into. */
  readonly base: string;
  /** How many changes wait for that. */
  readonly changes: number;
}

export interface SyncReport {
  readonly remote: string | null;
  readonly fetched: number;
  readonly pushed: number;
  readonly lost: readonly LostOperation[];
  readonly reach: Reach;
  readonly why: string | null;
  /** What was proposed instead of pushed; null where nothing was. */
  readonly proposed: Proposal | null;
  /** What to do where trying again will not help. */
  readonly hint: string | null;
}

/** How a push of everything pending ended. */
export interface PushedAll {
  /** `local` where no remote is configured, too; then `why` is null. */
  readonly reach: Reach;
  readonly why: string | null;
  /** True where trying again will not help. */
  readonly final: boolean;
  /** The code of what keeps it, where it has one. */
  readonly code?: string;
}

/** Where one change is proposed. */
export interface ProposedTo {
  /** The operation's id: by it, everybody knows whether it was proposed or merged before. */
  readonly op: string;
  readonly branch: string;
  /** The name where that one is taken by something else. */
  readonly spare: string;
  /** The URL of the repository that gets the branch, where it is not the shared remote. */
  readonly fork: string | null;
}

/** A change that was proposed, or stands on the shared branch already (`there`). */
export interface ProposedChange<R> {
  readonly state: "there" | "proposed";
  readonly result: R;
  readonly branch: string | null;
  /** The branch that it is to be merged into. */
  readonly base: string;
}

/** How the clone stands to the shared remote and to its own view. */
export interface LedgerHealth {
  readonly branch: string;
  readonly remote: string | null;
  readonly tip: Oid;
  readonly pending: number;
  readonly push: PushWay;
  /** What of the pending changes waits for a person to merge it; null where nothing does. */
  readonly proposed: Proposal | null;
  /** RFC 3339 UTC of the last fetch that succeeded; null if none did. */
  readonly fetched: string | null;
  readonly lost: readonly LostOperation[];
  readonly hand_edited: readonly string[];
  /** Why there is no view, or null. */
  readonly view: string | null;
  readonly warnings: readonly string[];
}

/** The ledger of one clone: what services read and write through. */
export interface Ledger {
  /** The beads at the present local tip. */
  snapshot(): Promise<Snapshot>;
  /** What was read last, without looking again; undefined where nothing was. `wrote`: it was changed through here. */
  readonly seen: { readonly snapshot: Snapshot | undefined; readonly wrote: boolean };
  /** When and for whom: now, the last fetch, the actor. */
  moment(): Promise<Moment>;
  /** Makes one change. @throws BeadsError of kind conflict when its preconditions do not hold. */
  write<V extends VerbName>(verb: V, args: VerbArguments[V], urgency: Urgency): Promise<Written<VerbResults[V]>>;
  /** The same for a change that every clone knows by the same operation id: undefined where it stands in the ledger already. */
  writeOnce<V extends VerbName>(
    op: string,
    verb: V,
    args: VerbArguments[V],
    urgency: Urgency,
  ): Promise<Written<VerbResults[V]> | undefined>;
  /** Makes several changes that belong together: the view is taken along once, behind the last of them. */
  together<T>(work: () => Promise<T>): Promise<T>;
  /** Renews the claims that the caller holds where half of a lease is gone, as every write does by the way. Answers their issues. */
  renew(): Promise<readonly string[]>;
  /** Decides one change on the present tip and makes nothing (`--dry-run`). @throws what `write` would throw for it */
  preview<V extends VerbName>(
    verb: V,
    args: VerbArguments[V],
  ): Promise<{ readonly result: VerbResults[V]; readonly changed: boolean }>;
  /** Fetches and pushes now. @throws SYNC_UNREACHABLE and the like, unless nothing is configured. */
  sync(options?: { readonly adopt?: boolean }): Promise<SyncReport>;
  /** Pushes what is pending, with all its replays; no call over the network where nothing is. A remote that says no is an answer, and not thrown. */
  push(): Promise<PushedAll>;
  /** Takes out what was not pushed: of a mirror, through which only passes what lies in outboxes. */
  abandon(): Promise<void>;
  /** Proposes one change as a branch for a person to merge; this clone's ledger gets nothing of it. @throws BRANCH_REFUSED, BRANCH_NOT_PUSHED, NO_REMOTE and what the verb refuses */
  propose<V extends VerbName>(verb: V, args: VerbArguments[V], to: ProposedTo): Promise<ProposedChange<VerbResults[V]>>;
  health(): Promise<LedgerHealth>;
  /** What an actor lost in this clone and has not acknowledged yet. */
  lostOf(actor: string): Promise<readonly LostOperation[]>;
  /** An id among some words that this clone gave and lost to somebody else's bead, with what it became; told once. */
  takeRenamed(words: readonly string[]): Promise<{ readonly from: string; readonly to: string } | undefined>;
  /** Takes entries off the lost list. */
  acknowledge(ops: readonly string[]): Promise<void>;
  /** Commits of the ledger, newest first. Paths are below `.beads/`. */
  history(query: { paths?: readonly string[]; limit?: number; since?: string }): Promise<readonly Commit[]>;
  /** Follows the ledger and the code's branches: rings when something moved here or on the shared remote. */
  follow(options: FollowOptions): Promise<Following>;
  /** What happened, to be read from a cursor, a message or a time on; from now on where null. @throws CURSOR_UNKNOWN, MESSAGE_NOT_FOUND */
  events(since: string | null): Promise<EventLog>;
  /** A file at the present tip, such as an attachment. */
  readFile(path: string): Promise<Buffer | undefined>;
  /** A fresh operation id, message id or time stamp comes from the ledger's clock and chance. */
  readonly now: () => number;
  readonly chance: (count: number) => Uint8Array;
  /** A fresh id for a message, a checkpoint or the like; it follows from the operation id where the caller gave one. */
  mint(): string;
  /** The operation id that the caller gave (`--op-id`), or null. With an argument: from now on it is this one. @throws BAD_OP_ID */
  operationId(given?: string): string | null;
  /** What this command made already, where it was given before with the same operation id; undefined where it was not. @throws OP_ID_TAKEN where a verb is named that did not make it */
  repeated(verb?: "checkpoint"): Promise<Repeated | undefined>;
  /** Lets go of what reads hold on to, for a process that stays open: the next read sees the newest. Not in the midst of one. */
  rest(): void;
  close(): Promise<void>;
}

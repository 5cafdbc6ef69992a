import type { Issue } from "./issue.ts";

/** Why an issue is not ready, one entry a reason. `id` is the bead that stands in the way, where there is one. */
export interface Hindrance {
  readonly kind:
    | "status" // closed, deferred, proposed: in `detail`
    | "type" // not workable
    | "claimed" // a live claim: `detail` is the holder
    | "needs" // `id` is not closed
    | "needs-success" // `id` closed as failed and the edge asks for success
    | "needs-unknown" // `id` is not known here (another project's, or missing)
    | "cycle" // part of a cycle of needs and parents
    | "ancestor-blocked" // `id` is the ancestor
    | "ancestor-deferred" // `id` is the ancestor; `detail` until when, if known
    | "deferred-until" // `detail` is the time
    | "gated" // an open decision `id` gates it
    | "assigned" // `detail` is to whom
    | "circuit-open"; // three failed or expired ends in a row
  readonly id: string | null;
  readonly detail: string | null;
}

/** What the law of readiness asks of the rest of the ledger. */
export interface Graph {
  issue(id: string): Pick<Issue, "id" | "status" | "type" | "parent" | "needs" | "defer_until" | "closed"> | undefined;
  isWorkable(type: string): boolean;
  /** Open decisions that gate the issue. */
  gatesOf(id: string): readonly string[];
}

/** The part of readiness that depends on neither time nor person: what the index keeps for each issue. */
export interface Standing {
  readonly hindrances: readonly Hindrance[];
  /** The latest `defer_until` of the issue and its ancestors; not ready before it. */
  readonly hold_until: string | null;
}

/** When and for whom readiness is asked. Times in milliseconds since 1970 UTC. */
export interface Moment {
  readonly now: number;
  /**
   * The time up to which an expiry can be known: now where the project has no remote, else the start of the last fetch that
   * succeeded (0 if none did). A claim is over only when its `until` plus five minutes lies before this *and* before now.
   */
  readonly known: number;
  /** The name of the asker (`dave/vc`, `@steve`): an issue assigned to somebody else is not ready for them. */
  readonly me: string;
}

import type { Claim, Ending, Lease } from "./claim.ts";
import type { Issue } from "./issue.ts";

/** How somebody's work on an issue stands: theirs, theirs to take up again, or over. */
export const WORK_STATES = ["active", "suspended", "completed"] as const;
export type WorkState = (typeof WORK_STATES)[number];

/**
 * How the caller stands to a claim. `mine`: they can prove it. `inherited`: an earlier session made it in this worktree, and its process is gone;
 * `uncertain`: nobody can tell whether that process is; `living`: that process is there, so that session may be at work, or an earlier one of the same
 * program. `stranded`: they made it in a worktree that is gone from this machine. `named`: only the
 * name is the same.
 */
export type WorkProof = "mine" | "inherited" | "uncertain" | "living" | "stranded" | "named";

/** What is known of one claim of the caller's, and of its issue. */
export interface WorkEvidence {
  readonly issue: Pick<Issue, "status" | "closed" | "superseded_by" | "duplicate_of">;
  /** The caller's newest claim of it. */
  readonly claim: Claim;
  /** The newest epoch, the caller's or not. */
  readonly lease: Lease;
  /** True while that epoch binds others. */
  readonly live: boolean;
  /** How the caller's epoch ended; null while it did not. */
  readonly ending: Ending | null;
  /** The name of the caller. */
  readonly me: string;
  readonly proof: WorkProof;
  /** A checkpoint or a handoff was left under this claim, for whoever goes on. */
  readonly left: boolean;
}

/** The judgement of a claim: `stop` says in words why not to go on as if nothing had happened. */
export interface WorkJudgement {
  readonly state: WorkState;
  readonly stop: string | null;
}

/** How a caller's work on an issue stands, from what the ledger says now; undefined where it is none of theirs, or not any more. */
export function judgeWork(evidence: WorkEvidence): WorkJudgement | undefined {
  const { issue, claim, lease, live, ending, me, proof } = evidence;
  if (ending === null && proof === "named") return undefined;
  if (proof === "living") return livingWork(evidence);
  if (issue.status === "closed") return closedWork(issue, me);
  if (lease.epoch > claim.epoch) return live && lease.by !== me ? over(taken(lease, ending)) : undefined;
  if (ending !== null) return endedWork(ending, evidence);
  if (!live) return { state: "suspended", stop: `Your claim ran out at ${lease.until}.` };
  if (proof === "mine") return { state: "active", stop: null };
  if (proof === "stranded") return { state: "suspended", stop: "You claimed it in a worktree that is gone." };
  const fate = proof === "inherited" ? "which is gone" : "and nobody can tell whether that still runs";
  return { state: "suspended", stop: `Another session (${claim.session}) claimed it here, ${fate}.` };
}

/** What another session of the same name holds in this worktree; what it has done is its own affair. */
function livingWork({ issue, claim, lease, live }: WorkEvidence): WorkJudgement | undefined {
  if (issue.status === "closed" || lease.epoch > claim.epoch || !live) return undefined;
  const stop = `Another session of yours (${claim.session}) holds it here, and its process still runs: leave it to that one unless it is over.`;
  return { state: "suspended", stop };
}

function closedWork({ closed, superseded_by, duplicate_of }: WorkEvidence["issue"], me: string): WorkJudgement {
  if (closed === null) return over("It is closed.");
  if (closed.outcome === "deleted") return over(`${closed.by} deleted it at ${closed.at}${because(closed.reason)}`);
  if (closed.outcome === "handed-off") return over(`It moved to ${superseded_by ?? "another project"} at ${closed.at}.`);
  if (closed.by === me) return { state: "completed", stop: null };
  const instead = closed.outcome === "duplicate" ? duplicate_of : closed.outcome === "superseded" ? superseded_by : null;
  const word =
    closed.outcome === "done" ? "closed it" : `closed it as ${closed.outcome}${instead === null ? "" : ` of ${instead}`}`;
  return over(`${closed.by} ${word} at ${closed.at}${because(closed.reason)}`);
}

function taken(lease: Lease, ending: Ending | null): string {
  if (ending?.outcome === "taken-over") return `${lease.by} took it over at ${lease.since}${because(ending.reason)}`;
  if (ending?.outcome === "handed-off") return `You handed it off at ${ending.at}, and ${lease.by} claimed it.`;
  return `${lease.by} claimed it at ${lease.since}, after your claim had ended.`;
}

/** The caller's epoch is the newest, and it ended, and the issue is open. */
function endedWork({ outcome, by, at, reason }: Ending, { me, left }: WorkEvidence): WorkJudgement | undefined {
  if (outcome === "handed-off") return over(`${by === me ? "You" : by} handed it off at ${at}${because(reason)}`);
  if (outcome === "expired")
    return { state: "suspended", stop: `Your claim ran out, and ${by} wrote it off at ${at}${because(reason)}` };
  if (by !== me) return { state: "suspended", stop: `${by} ended your claim (${outcome}) at ${at}${because(reason)}` };
  return outcome === "released" && left ? { state: "suspended", stop: null } : undefined;
}

function over(stop: string): WorkJudgement {
  return { state: "completed", stop };
}

function because(reason: string | null): string {
  return reason === null ? "." : `: ${reason.split("\n")[0]}`;
}

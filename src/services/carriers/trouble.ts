import { BeadsError } from "../../errors.ts";
import { type Attempt, attemptOf, type Carrier } from "./carrier.ts";

/** Failures that stay until somebody does something, and what that is. */
const LASTING: Readonly<Record<string, string>> = {
  REMOTE_REFUSED:
    "Ask for the right to push there, or let it go as a branch for a pull request: bd outbox retry --via branch (bd send --via branch from the start).",
  BRANCH_IS_NO_LEDGER: "Whoever works there runs bd init once.",
  TARGET_WITHOUT_LEDGER: "Whoever works there runs bd init once.",
  CARRIER_MISSING: "Name the project's URL: bd project add <url>, or clone it on this machine.",
  CLONE_NOT_YOURS: "Clone the project yourself: bd writes in your own clones only.",
  CLONE_OF_ANOTHER: "Name the project's URL: bd project add <url>.",
  REMOTE_IS_A_CLONE: "Name the repository that all its clones share: bd project add <url>.",
  NEWER_FORMAT: "Update bd: that ledger was written by a newer one.",
  LEDGER_REWRITTEN: "Ask there who rewrote the ledger. bd sync --adopt follows it as it is now.",
  URL_REFUSED: "Name the project by an https or ssh URL: bd project add <url>.",
  GIT_MISSING: "Install git.",
  NO_REMOTE: "Deliver it without --via branch: that project has no remote for one.",
};

/** What a failure means for a parcel: the target's rules refuse it, or it waits. What is broken in bd itself is thrown on. */
export function troubleOf(error: unknown, carrier: Carrier | null): Attempt {
  if (!(error instanceof BeadsError)) throw error;
  const { kind, code, message, hints } = error;
  // A mirror's remote is called origin, as all are: people know it by its URL.
  const why = carrier?.kind === "mirror" ? message.replace(/\borigin\b/, carrier.place) : message;
  const said = { why, code, carrier };
  if (isPassing(code)) return attemptOf({ state: "queued", hint: hints[0] ?? null, ...said });
  if (kind === "conflict" || kind === "not-found")
    return attemptOf({ state: "refused", final: true, hint: hints[0] ?? null, ...said });
  const hint = lastingHint(code);
  return attemptOf({ state: "queued", final: hint !== null, hint, ...said });
}

/** Refusals that time takes away: a bound by day, and what a host said no to, which is no word of the project's own. */
const PASSING = new Set(["INBOUND_TOO_MANY", "REMOTE_DECLINED"]);

/** True for a refusal that time takes away. */
export function isPassing(code: string): boolean {
  return PASSING.has(code);
}

/** What somebody has to do about a failure; null for one that passes by itself. */
export function lastingHint(code: string | null): string | null {
  return LASTING[code ?? ""] ?? null;
}

/** A remote that does not let the caller push. */
export const NO_RIGHT = lastingHint("REMOTE_REFUSED");

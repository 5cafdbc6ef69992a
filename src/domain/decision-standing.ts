import { type Decision, type DecisionMark, type DecisionState, decisionState, defaultsAt, isUnanswered } from "./decision.ts";
import { overlappingPairs } from "./scope-pairs.ts";
import { toMilliseconds } from "./time.ts";

/** A decision with what was said of it. */
export interface Told {
  readonly head: Decision;
  readonly parts: readonly DecisionMark[];
}

/** How a decision stands among the others, at a moment. */
export type DecisionStanding = DecisionState | "superseded" | "defaulted";

/** Those that hold: what was accepted or answered, and what fell to its default. */
const IN_FORCE: ReadonlySet<DecisionStanding> = new Set<DecisionStanding>(["accepted", "answered", "defaulted"]);

export function isInForce({ state }: { readonly state: DecisionStanding }): boolean {
  return IN_FORCE.has(state);
}

/** Which decision took the place of which: only one that was accepted does, and the first of several. */
export function successors(all: readonly Told[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { head, parts } of all) {
    if (decisionState(head, parts) !== "accepted") continue;
    for (const old of head.supersedes) if (old !== head.id && !found.has(old)) found.set(old, head.id);
  }
  return found;
}

/** How a decision stands. What somebody said outweighs the default that time brings. `now` in milliseconds. */
export function standingOf(
  { head, parts }: Told,
  { superseded, now }: { readonly superseded: ReadonlyMap<string, string>; readonly now: number },
): DecisionStanding {
  const state = decisionState(head, parts);
  if (state !== "rejected" && superseded.has(head.id)) return "superseded";
  const until = defaultsAt(head);
  const isOver = until !== null && toMilliseconds(until) <= now;
  return isOver && isUnanswered(head, parts) ? "defaulted" : state;
}

/** Decisions in force whose scopes overlap and of which neither supersedes nor names the other, each pair once. */
export function contradictions(inForce: readonly Told[]): [string, string][] {
  return overlappingPairs(inForce.map(({ head }) => head))
    .map(([a, b]) => [inForce[a] as Told, inForce[b] as Told] as const)
    .filter(([one, other]) => !names(one, other) && !names(other, one))
    .map(([one, other]) => [one.head.id, other.head.id]);
}

function names({ head, parts }: Told, { head: { id } }: Told): boolean {
  return head.supersedes.includes(id) || head.related.includes(id) || parts.some(({ related }) => related.includes(id));
}

import type { Issue } from "./issue.ts";
import type { PassageState } from "./outbox.ts";

/** What a word on the way of an issue that moves means for the issue: it is open here again, or it goes after all. */
export type MoveStep = "back" | "away";

/**
 * What the state before a word and the one after it mean for an issue that moves. It lives there once any clone delivered it, here where it was refused
 * or given up and no clone delivered it: two clones may write down both, and whichever word lands last, the issue ends in the same place.
 */
export function moveStep(before: PassageState, after: PassageState): MoveStep | null {
  const was = placeOf(before);
  const is = placeOf(after);
  if (was === "under way" && is === "here") return "back";
  return was === "here" && is === "there" ? "away" : null;
}

function placeOf(state: PassageState): "here" | "there" | "under way" {
  if (state === "delivered") return "there";
  return state === "refused" || state === "dropped" ? "here" : "under way";
}

/** True of the stub that points to that address, and of no other closed issue: what somebody closed or moved elsewhere meanwhile stays so. */
export function isStubOf({ closed, superseded_by }: Issue, address: string): boolean {
  return closed?.outcome === "handed-off" && superseded_by === address;
}

/** The issue open here again. */
export function takenBack(issue: Issue): Issue {
  return { ...issue, status: "open", closed: null, superseded_by: null };
}

/** The issue as the stub of what lives at that address. */
export function movedAway(issue: Issue, address: string, { at, by }: { readonly at: string; readonly by: string }): Issue {
  const reason = `It is at ${address} after all: one clone wrote that it was not taken, another delivered it.`;
  return { ...issue, status: "closed", superseded_by: address, closed: { at, by, reason, outcome: "handed-off" } };
}

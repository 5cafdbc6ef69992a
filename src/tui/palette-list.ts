import type { Action, Target } from "./action.ts";
import { ACTIONS } from "./actions.ts";
import { isLike } from "./select.ts";
import { idFor } from "./target.ts";

/** The actions that a text in the palette leaves, of those that can be done now. */
export function matchingActions(text: string, targets: readonly Target[]): readonly Action[] {
  return ACTIONS.filter((action) => idFor(action, targets) !== undefined && isLike(`${action.title} ${action.name}`, text));
}

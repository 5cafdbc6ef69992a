import type { Action } from "./action.ts";
import { ACTIONS } from "./actions.ts";
import { isLike } from "./select.ts";

/** The actions that a text in the palette leaves, of those that can be done now. */
export function matchingActions(text: string, issue: string | null): readonly Action[] {
  return ACTIONS.filter(({ on, name, title }) => (on === "project" || issue !== null) && isLike(`${title} ${name}`, text));
}

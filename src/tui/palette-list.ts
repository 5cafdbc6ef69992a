import type { Action, Target } from "./action.ts";
import { ACTIONS } from "./actions.ts";
import { hitting } from "./hit.ts";
import { keyOfAction } from "./keymap.ts";
import { fill, type Line, line, span } from "./line.ts";
import type { Palette } from "./mode.ts";
import type { View } from "./screen.ts";
import { isLike } from "./select.ts";
import { markOf } from "./signs.ts";
import { canDo } from "./target.ts";

/** Columns for what an action is called, and for its key. */
const TITLE = 30;
const KEY = 4;

/** The actions that a text in the palette leaves, of those that can be done now. */
export function matchingActions(text: string, targets: readonly Target[]): readonly Action[] {
  return ACTIONS.filter((action) => canDo(action, targets) && isLike(`${action.title} ${action.name}`, text));
}

/** What can be done, each with its key and the command that does the same. */
export function paletteLines({ text, at, targets }: Palette, { height, ascii }: View): Line[] {
  const names = targets.map(({ kind, id }) => (kind === "escalation" ? `${kind} ${id.split("-").at(-1)}` : id));
  const head: Line = [span(names.length === 0 ? "For the project" : `For ${names.join(", ")}`, "quiet")];
  const matching = matchingActions(text, targets);
  if (matching.length === 0) return [head, [span("  No action is called so.", "quiet")]];
  const room = height - 1;
  const first = Math.max(0, Math.min(at - Math.floor(room / 2), matching.length - room));
  const rows = matching.slice(first, first + room).map(({ title, name, as }, n): Line => {
    const isHere = first + n === at;
    const key = fill(keyOfAction(as ?? name), KEY);
    const words = line(markOf(isHere, ascii), span(fill(title, TITLE)), span(key, "accent"), span(name, "quiet"));
    const row = hitting(words, { kind: "action", at: first + n });
    return isHere ? row.map((piece) => ({ ...piece, marked: true })) : row;
  });
  return [head, ...rows];
}

import { actionsOf } from "./actions.ts";
import { helpLines } from "./help-lines.ts";
import { BINDINGS } from "./keymap.ts";
import { cellsOf } from "./line.ts";
import { itemOf } from "./select.ts";
import type { Shown } from "./shown.ts";
import { canDo, openedOf } from "./target.ts";

/** What can be done first of all. */
const OF_OPEN = {
  issue: ["V verified", "N not fixed", "A accept", "c claim", "U release", "o open again"],
  message: ["r reply", "y ack"],
  decision: ["v answer", "A accept"],
  escalation: ["y ack", "x over"],
} as const;
/** Everywhere, in this order. */
const EVERYWHERE = ["/ filter", ": actions", "? help"];
/** Where there is room for more. */
const MORE = ["n new", "r reply", "x close", "u undo", "1-9 screens", "e edit", "s send"];

/** The keys at the foot of the screen, those for what is selected first: as many as there is room for, whole. */
export function footKeys(shown: Shown, room: number): string {
  const { mode, view } = shown;
  if (mode.kind === "help")
    return helpLines(view.width, mode.about).length > view.height ? "j down  k up: there are more keys  q back" : "q back";
  let kept = "";
  for (const words of onceEach(keysOf(shown))) {
    const longer = kept === "" ? words : `${kept}  ${words}`;
    if (cellsOf(longer) > room) break;
    kept = longer;
  }
  return kept;
}

/** What a key means here goes before what it means elsewhere. */
function onceEach(all: readonly string[]): string[] {
  const keyOf = (words: string) => words.slice(0, words.indexOf(" "));
  return all.filter((words, at) => all.findIndex((other) => keyOf(other) === keyOf(words)) === at);
}

function keysOf(shown: Shown): readonly string[] {
  return allKeys(shown).filter((words) => isOffered(words, shown));
}

/** A key of an action is offered where that can be done, `u` where there is something to take back. */
function isOffered(words: string, { targets, undoable }: Shown): boolean {
  const key = words.slice(0, words.indexOf(" "));
  if (key === "u") return undoable;
  const command = BINDINGS.find(({ keys }) => keys.includes(key))?.command;
  return command?.kind !== "action" || actionsOf(command.name, targets).some((action) => canDo(action, targets));
}

function allKeys(shown: Shown): readonly string[] {
  const { mode, screen, filter, content, selected } = shown;
  if (mode.kind === "detail") return ["q back", ...ownKeys(shown), ...EVERYWHERE.slice(1), ...MORE];
  const item = content === undefined ? undefined : itemOf(content, selected);
  const leave = filter === "" ? "q quit" : "q unfilter";
  const open = openedOf(item) === undefined ? [] : ["enter open"];
  return [...open, ...ownKeys(shown), ...EVERYWHERE, leave, ...(screen.keys ?? []), ...MORE];
}

/** For what is open, or selected: what its entry says, else what is done with its kind. */
function ownKeys({ mode, content, selected, targets }: Shown): readonly string[] {
  if (mode.kind === "detail") return OF_OPEN[mode.opened.kind];
  const item = content === undefined ? undefined : itemOf(content, selected);
  if (item?.keys !== undefined) return item.keys;
  return targets.some(({ kind }) => kind === "issue") ? OF_OPEN.issue : [];
}

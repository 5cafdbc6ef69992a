import { hitting } from "../hit.ts";
import { type Line, span, spread, type Tone, toWidth } from "../line.ts";
import type { Content, Item, View } from "../screen.ts";
import { windowAt } from "../select.ts";

/** An entry of a list that is not of issues alone: what it is, what it says, and what stands at its right edge. */
export interface Entry extends Item {
  /** A word at the left: `question`, `stale claim`. */
  readonly mark: string;
  readonly tone: Tone;
  readonly text: string;
  readonly note: string;
}

/** A list of entries. */
export interface Entries extends Content {
  readonly columns: readonly [readonly Entry[]];
}

/** The widest mark that all have room for. */
const MOST_MARK = 14;

/** The entries around the selected one. */
export function drawEntries({ columns: [entries] }: Entries, view: View): Line[] {
  const at = entries.findIndex(({ key }) => key === view.selected);
  const first = windowAt(entries.length, view, at);
  const width = Math.min(MOST_MARK, Math.max(0, ...entries.map(({ mark }) => mark.length)));
  return entries.slice(first, first + view.height).map((entry, row) => {
    return hitting(entryLine(entry, width, view), { kind: "item", key: entry.key, row });
  });
}

function entryLine({ key, mark, tone, text, note }: Entry, markWidth: number, { width, selected, ascii }: View): Line {
  const isSelected = key === selected;
  const left: Line = [
    span(isSelected ? (ascii ? "> " : "▸ ") : "  ", "accent"),
    ...(markWidth === 0 ? [] : toWidth([span(mark, tone)], markWidth)),
    span(markWidth === 0 ? "" : "  "),
    span(text, isSelected ? "strong" : "plain"),
  ];
  const drawn = spread(left, [span(note, "quiet")], width);
  return isSelected ? drawn.map((piece) => ({ ...piece, marked: true })) : drawn;
}

import { hitting } from "../hit.ts";
import { cellsOf, cut, type Line, span, type Tone, toWidth, widthOf } from "../line.ts";
import type { Content, Item, View } from "../screen.ts";
import { windowAt } from "../select.ts";
import { markOf } from "../signs.ts";
import { listWidth, type Preview, withPreview } from "./preview.ts";

/** An entry of a list that is not of issues alone: what it is, what it says, and what stands at its right edge. */
export interface Entry extends Item {
  /** A word at the left: `question`, `stale claim`. */
  readonly mark: string;
  readonly tone: Tone;
  readonly text: string;
  /** What goes on behind the text, where there is room. */
  readonly tail?: string;
  /** The part of the room that the text has at least, from 0 to 1; all of it where nothing is said. */
  readonly share?: number;
  /** What stands at the right edge: the longest of these that leaves room. */
  readonly note: string | readonly string[];
  /** What a wide terminal shows of it beside the list. */
  readonly preview?: Preview;
}

/** A list of entries. */
export interface Entries extends Content {
  readonly columns: readonly [readonly Entry[]];
}

/** The widest mark that all have room for. */
const MOST_MARK = 14;
/** From this width on what is selected stands beside the list. */
const BESIDE = 150;
/** The part of a row that a note may take where it has a shorter form. */
const MOST_NOTE = 1 / 3;
/** What is cut to less says nothing. */
const SHORTEST_TAIL = 8;

/** The entries around the selected one. */
export function drawEntries({ columns: [entries] }: Entries, view: View): Line[] {
  const at = entries.findIndex(({ key }) => key === view.selected);
  const first = windowAt(entries.length, view, at);
  const marks = Math.min(MOST_MARK, Math.max(0, ...entries.map(({ mark }) => mark.length)));
  const isWide = view.width >= BESIDE && entries.some(({ preview }) => preview !== undefined);
  const room = { ...view, width: isWide ? listWidth(view.width) : view.width };
  const rows = entries.slice(first, first + view.height).map((entry, row) => {
    return hitting(entryLine(entry, marks, room), { kind: "item", key: entry.key, row });
  });
  return isWide ? withPreview(rows, entries[at]?.preview ?? null, view) : rows;
}

function entryLine(entry: Entry, markWidth: number, { width, selected, ascii }: View): Line {
  const isSelected = entry.key === selected;
  const note = noteFor(entry, width);
  const head: Line = [
    markOf(isSelected, ascii),
    ...(markWidth === 0 ? [] : toWidth([span(entry.mark, entry.tone)], markWidth)),
    span(markWidth === 0 ? "" : "  "),
  ];
  const room = width - widthOf(head) - cellsOf(note) - 2;
  const drawn = [...head, ...toWidth(wordsOf(entry, room, isSelected), room), span(`  ${note}`, "quiet")];
  return isSelected ? drawn.map((piece) => ({ ...piece, marked: true })) : drawn;
}

/** As much at the right edge as leaves the rest most of the room. */
function noteFor({ note }: Entry, width: number): string {
  if (typeof note === "string") return note;
  return note.find((words) => cellsOf(words) < width * MOST_NOTE) ?? note.at(-1) ?? "";
}

/** The text and what goes on behind it: where both do not fit the text has all the room that it needs, or its share. */
function wordsOf({ text, tail = "", share = 1 }: Entry, room: number, selected: boolean): Line {
  const most = Math.max(Math.floor(room * share), room - cellsOf(tail) - 2);
  const first = cut(text, most);
  const rest = room - cellsOf(first) - 2;
  const second = tail === "" || rest < SHORTEST_TAIL ? "" : `  ${cut(tail, rest)}`;
  return [span(first, selected ? "strong" : "plain"), span(second, "quiet")];
}

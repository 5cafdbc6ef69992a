import { toMilliseconds } from "../domain/time.ts";
import { spanOf } from "../render/age.ts";
import type { OutlineRow } from "../services/row.ts";
import { cellsOf, cut, fill, type Line, line, type Span, span, toWidth, widthOf } from "./line.ts";
import { plain } from "./plain.ts";
import { markOf, signOf } from "./signs.ts";

/** Columns at the right edge, as wide for all rows of a list: they stand below each other. */
export interface RowColumns {
  /** Columns of the widest id; 0: no ids. */
  readonly id: number;
  /** Columns of the widest count of messages; 0 where nobody said anything. */
  readonly messages: number;
}

/** What the drawing of a row depends on. */
export interface RowView {
  readonly width: number;
  readonly now: number;
  readonly ascii: boolean;
  readonly selected: boolean;
  /** True where something of it was not read yet. */
  readonly unread?: boolean;
  /** True for what a filter leaves only because a match is part of it. */
  readonly quiet?: boolean;
  /** Undefined for a card, beside which nothing has a column of its own. */
  readonly columns?: RowColumns;
  /** How far its title is set in. */
  readonly indent?: number;
  /** How much of what belongs to it is done. */
  readonly progress?: string;
}

/** A list that is as wide shows ages, counts of messages, ids and labels. */
const FROM = { age: 50, messages: 70, id: 70, labels: 100 };
const AGE = 7;
const LONGEST_ID = 24;
/** The part of a row's room that the title has before anything else. */
const TITLE = 0.6;
/** A name that is cut to less says nothing. */
const SHORTEST_NAME = 4;

const known = new WeakMap<readonly { readonly row: OutlineRow }[], RowColumns>();

/** How wide the columns of a list are: worked out once for each list. */
export function rowColumns(items: readonly { readonly row: OutlineRow }[]): RowColumns {
  const found = known.get(items);
  if (found !== undefined) return found;
  let [id, most] = [0, 0];
  for (const { row } of items) {
    id = Math.max(id, row.id.length);
    most = Math.max(most, row.messages);
  }
  const columns = { id: Math.min(LONGEST_ID, id), messages: most === 0 ? 0 : `*${most} msg`.length };
  known.set(items, columns);
  return columns;
}

/** One issue in one line: the title first, then what matters as far as there is room. */
export function rowLine(row: OutlineRow, view: RowView): Line {
  const { width, now, ascii, selected, columns, indent = 0, progress = "", quiet = false, unread = false } = view;
  const { priority, title, computed } = row;
  const head = line(
    span(" ".repeat(indent)),
    markOf(selected, ascii),
    signOf(computed, ascii),
    span(` P${priority}`, priority <= 1 ? "warn" : "quiet"),
    // Where messages have a column it stands there.
    unread && (columns === undefined || width < FROM.messages) ? span("*", "warn") : span(" "),
  );
  const edge = columns === undefined ? [] : edgeOf(row, { width, now, columns, unread });
  const room = width - widthOf(head) - widthOf(edge);
  const words = plain(title);
  const done = progress === "" ? [] : [span(`  ${progress}`, "accent")];
  const least = Math.min(cellsOf(words), Math.ceil(room * TITLE)) + widthOf(done);
  const notes = notesOf(row, room - least, view);
  const tone = computed === "closed" || quiet ? "quiet" : selected ? "strong" : "plain";
  const named = line(span(cut(words, room - widthOf(done) - widthOf(notes)), tone), ...done);
  const drawn = [...head, ...toWidth(named, room - widthOf(notes)), ...notes, ...edge];
  return selected ? drawn.map((piece): Span => ({ ...piece, marked: true })) : drawn;
}

interface Edge {
  readonly width: number;
  readonly now: number;
  readonly columns: RowColumns;
  readonly unread: boolean;
}

/** What stands in columns: messages, how long ago it changed, id. */
function edgeOf({ id, messages, updated }: OutlineRow, { width, now, columns, unread }: Edge): Line {
  const said = `${unread ? "*" : ""}${messages === 0 ? "" : `${messages} msg`}`;
  const tone = unread ? "warn" : "quiet";
  return [
    ...(width < FROM.messages || columns.messages === 0 ? [] : [span(`  ${said.padStart(columns.messages)}`, tone)]),
    ...(width < FROM.age ? [] : [span(`  ${shortAge(updated, now).padStart(AGE)}`, "quiet")]),
    ...(width < FROM.id || columns.id === 0 ? [] : [span(`  ${fill(plain(id), columns.id)}`, "quiet")]),
  ];
}

/** In a column of ages the unit is enough: `58 min`. */
function shortAge(stamp: string, now: number): string {
  const age = spanOf(Math.max(0, now - toMilliseconds(stamp)));
  return age === "0 min" ? "now" : age;
}

/** Beside the title, what says most first: as much as has room. A card stands in a column that says how it stands. */
function notesOf(row: OutlineRow, room: number, { width, columns }: RowView): Line {
  const { assignee, labels, origin_project, holder, computed } = row;
  const state = columns === undefined ? "" : computed === "blocked" ? "blocked" : computed === "deferred" ? "later" : "";
  const notes: Span[] = [
    ...(holder === null ? [] : [span(nameIn(plain(holder), room - 2), "accent")]),
    ...(state === "" ? [] : [span(state, state === "blocked" ? "bad" : "quiet")]),
    ...(origin_project === null ? [] : [span(`from ${plain(origin_project.split(/[/:]/).at(-1) ?? "")}`, "warn")]),
    ...(assignee === null ? [] : [span(`for ${plain(assignee)}`, "quiet")]),
    ...(width < FROM.labels || labels.length === 0 ? [] : [span(`[${labels.map(plain).join(",")}]`, "quiet")]),
  ];
  const kept: Span[] = [];
  let used = 0;
  for (const note of notes) {
    const cells = cellsOf(note.text) + 2;
    if (note.text === "" || used + cells > room) continue;
    used += cells;
    kept.push(span("  "), note);
  }
  return kept;
}

/** Who it is, without their project where there is no room for that; nothing where there is none at all. */
function nameIn(name: string, room: number): string {
  if (cellsOf(name) <= room) return name;
  const short = name.split("/")[0] ?? name;
  return room < Math.min(SHORTEST_NAME, cellsOf(short)) ? "" : cut(short, room);
}

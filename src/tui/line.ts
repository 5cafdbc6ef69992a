import { WIDE_SIGN } from "../render/cells.ts";

/** How a piece of text stands out. Colour never says anything that symbol or word does not. */
export type Tone = "plain" | "strong" | "quiet" | "accent" | "good" | "warn" | "bad";

/** A piece of a line. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
  /** True for what is selected: in reverse, on every terminal. */
  readonly marked?: boolean;
  /** What a click on it is for. */
  readonly hit?: Hit;
}

/** What can be clicked: a row that can be selected, `row` rows below the first one that is shown; a screen's name; an action; a field of a form. */
export type Hit =
  | { readonly kind: "item"; readonly key: string; readonly row: number }
  | { readonly kind: "screen"; readonly number: number }
  | { readonly kind: "action" | "field"; readonly at: number };

/** One row of the screen, without line breaks or control characters. */
export type Line = readonly Span[];

export function span(text: string, tone: Tone = "plain"): Span {
  return { text, tone };
}

export function line(...spans: readonly Span[]): Line {
  return spans;
}

const SIMPLE = /^[\u0020-\u007e]*$/;
let segmenter: Intl.Segmenter | undefined;

/** The letters of a text as people count them: an accent belongs to its letter, a family of emoji is one. */
function lettersOf(text: string): Iterable<string> {
  if (SIMPLE.test(text)) return text;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f1e6}-\u{1f1ff}\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\ufe0f/u;
const NOTHING = /^[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+$/;

function cellsOfLetter(letter: string): number {
  if (SIMPLE.test(letter)) return letter.length;
  if (NOTHING.test(letter)) return 0;
  return WIDE.test(letter) || WIDE_SIGN.test(letter) ? 2 : 1;
}

/** Widths that were worked out: the same signs and titles are drawn again and again. */
const known = new Map<string, number>();
const MOST_KNOWN = 5_000;

/** How many columns a text takes. */
export function cellsOf(text: string): number {
  if (SIMPLE.test(text)) return text.length;
  let cells = known.get(text);
  if (cells !== undefined) return cells;
  cells = 0;
  for (const letter of lettersOf(text)) cells += cellsOfLetter(letter);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, cells);
  return cells;
}

/** The text in at most so many columns, with a mark where something went. */
export function cut(text: string, cells: number, mark = "…"): string {
  if (cellsOf(text) <= cells) return text;
  if (cells <= cellsOf(mark)) return mark.slice(0, Math.max(0, cells));
  let room = cells - cellsOf(mark);
  let kept = "";
  for (const letter of lettersOf(text)) {
    room -= cellsOfLetter(letter);
    if (room < 0) break;
    kept += letter;
  }
  return kept + mark;
}

/** The text in exactly so many columns. */
export function fill(text: string, cells: number): string {
  const short = cut(text, cells);
  return short + " ".repeat(Math.max(0, cells - cellsOf(short)));
}

/** How many columns a line takes. */
export function widthOf(spans: Line): number {
  return spans.reduce((sum, { text }) => sum + cellsOf(text), 0);
}

/** A line in exactly so many columns: cut at its end, or filled with blanks. */
export function toWidth(spans: Line, cells: number): Line {
  const kept: Span[] = [];
  let room = cells;
  for (const piece of spans) {
    if (room <= 0) break;
    const text = cut(piece.text, room);
    room -= cellsOf(text);
    kept.push({ ...piece, text });
  }
  return room > 0 ? [...kept, { ...(kept.at(-1) ?? {}), text: " ".repeat(room), tone: "plain" }] : kept;
}

/** Two parts of a line, the second at the right edge; where both do not toWidth the first is cut. */
export function spread(left: Line, right: Line, cells: number): Line {
  const rest = cells - widthOf(right);
  if (rest < 8) return toWidth(left, cells);
  return [...toWidth(left, rest - 1), span(" "), ...right];
}

/** Text broken at blanks into lines of at most so many columns, all set in as its first one; a word that is longer is broken. */
export function wrap(text: string, cells: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const indent = /^ */.exec(paragraph)?.[0] ?? "";
    // What is set in far has no room left: it is told by its blanks no more.
    const kept = indent.length > cells / 2 ? "" : indent;
    return wordsIn(paragraph.slice(indent.length), Math.max(1, cells - kept.length)).map((row) => kept + row);
  });
}

function wordsIn(text: string, width: number): string[] {
  const lines: string[] = [];
  let row = "";
  for (let word of text.split(" ")) {
    const joined = row === "" ? word : `${row} ${word}`;
    if (cellsOf(joined) <= width) {
      row = joined;
      continue;
    }
    if (row !== "") lines.push(row);
    while (cellsOf(word) > width) {
      const part = cut(word, width, "");
      lines.push(part);
      word = word.slice(part.length);
    }
    row = word;
  }
  lines.push(row);
  return lines;
}

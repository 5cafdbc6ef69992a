import { ageOf } from "../render/age.ts";
import type { OutlineRow } from "../services/row.ts";
import { cellsOf, type Line, line, type Span, span, spread, type Tone } from "./line.ts";
import { plain } from "./plain.ts";

interface Sign {
  readonly symbol: string;
  readonly ascii: string;
  readonly tone: Tone;
}

const SIGNS: Readonly<Record<OutlineRow["computed"], Sign>> = {
  ready: { symbol: "○", ascii: "o", tone: "good" },
  in_progress: { symbol: "◐", ascii: ">", tone: "accent" },
  blocked: { symbol: "●", ascii: "#", tone: "bad" },
  open: { symbol: "·", ascii: ".", tone: "plain" },
  deferred: { symbol: "~", ascii: "~", tone: "quiet" },
  proposed: { symbol: "?", ascii: "?", tone: "warn" },
  closed: { symbol: "✓", ascii: "x", tone: "quiet" },
};

/** What the signs mean, in words. */
export const SIGNS_WORDS =
  "○ ready, ◐ in progress, ● blocked, · open, ~ put off, ? proposed, ✓ closed. P0 is the most urgent, P4 the least.";

/** Below this width only what matters most stands beside a title. */
const NARROW = 50;

/** What the drawing of a row depends on. */
export interface RowView {
  readonly width: number;
  readonly now: number;
  readonly ascii: boolean;
  readonly selected: boolean;
}

/** One issue in one line: the title first, then what matters as far as there is room. */
export function rowLine(row: OutlineRow, { width, now, ascii, selected }: RowView): Line {
  const { priority, title, computed } = row;
  const sign = SIGNS[computed];
  const head = line(
    span(selected ? (ascii ? "> " : "▸ ") : "  ", "accent"),
    span(`${ascii ? sign.ascii : sign.symbol} `, sign.tone),
    span(`P${priority} `, priority <= 1 ? "warn" : "quiet"),
    span(plain(title), computed === "closed" ? "quiet" : selected ? "strong" : "plain"),
  );
  const marked = spread(head, notesOf(row, width, now), width);
  return selected ? marked.map((piece): Span => ({ ...piece, marked: true })) : marked;
}

/** Beside the title: what is short and says most comes first, and the rest goes where there is no room. */
function notesOf(row: OutlineRow, width: number, now: number): Line {
  const { id, assignee, labels, origin_project, holder, computed, messages } = row;
  const notes: Span[] = [
    ...(holder === null ? [] : [span(plain(holder), "accent")]),
    ...(computed === "blocked" ? [span("blocked", "bad")] : computed === "deferred" ? [span("later", "quiet")] : []),
    ...(origin_project === null ? [] : [span(`from ${plain(origin_project.split(/[/:]/).at(-1) ?? "")}`, "warn")]),
    ...(assignee === null ? [] : [span(`for ${plain(assignee)}`, "quiet")]),
    ...(width < NARROW || messages === 0 ? [] : [span(`${messages} msg`, "quiet")]),
    ...(width < NARROW ? [] : [span(ageOf(row.updated, now), "quiet")]),
    ...(width < 100 || labels.length === 0 ? [] : [span(`[${labels.map(plain).join(",")}]`, "quiet")]),
    ...(width < 70 ? [] : [span(plain(id), "quiet")]),
  ];
  const most = Math.floor(width * 0.55);
  const kept: Span[] = [];
  let used = 0;
  for (const note of notes) {
    const cells = cellsOf(note.text) + 2;
    if (used + cells > most) continue;
    used += cells;
    kept.push(span("  "), note);
  }
  return kept;
}

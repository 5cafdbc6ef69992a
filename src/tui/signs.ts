import type { OutlineRow } from "../services/row.ts";
import { type Span, span, type Tone } from "./line.ts";

interface Sign {
  readonly symbol: string;
  readonly ascii: string;
  readonly tone: Tone;
}

const SIGNS: Readonly<Record<OutlineRow["computed"], Sign>> = {
  ready: { symbol: "○", ascii: "o", tone: "good" },
  in_progress: { symbol: "◐", ascii: "@", tone: "accent" },
  blocked: { symbol: "●", ascii: "#", tone: "bad" },
  open: { symbol: "·", ascii: ".", tone: "plain" },
  deferred: { symbol: "~", ascii: "~", tone: "quiet" },
  proposed: { symbol: "?", ascii: "?", tone: "warn" },
  closed: { symbol: "✓", ascii: "x", tone: "quiet" },
};

/** What the signs mean, in words. */
export const SIGNS_WORDS =
  "○ ready, ◐ in progress, ● blocked, · open, ~ put off, ? proposed, ✓ closed. P0 is the most urgent, P4 the least; * has something that you did not read.";

/** How an issue stands, as a sign of one column. */
export function signOf(state: OutlineRow["computed"], ascii: boolean): Span {
  const sign = SIGNS[state];
  return span(ascii ? sign.ascii : sign.symbol, sign.tone);
}

/** The mark of what is selected, in two columns. */
export function markOf(selected: boolean, ascii: boolean): Span {
  return span(selected ? (ascii ? "> " : "▸ ") : "  ", "accent");
}

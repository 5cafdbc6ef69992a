import type { StatusFilter } from "../services/row.ts";
import { paint, type Style, type Tone } from "./style.ts";

interface Sign {
  readonly symbol: string;
  readonly ascii: string;
  readonly word: string;
  readonly tone: Tone;
}

/** Each state by a symbol and a word; colour only repeats what they say. */
const SIGNS: Readonly<Record<StatusFilter, Sign>> = {
  ready: { symbol: "○", ascii: "o", word: "ready", tone: "green" },
  in_progress: { symbol: "◐", ascii: "@", word: "in progress", tone: "cyan" },
  blocked: { symbol: "●", ascii: "#", word: "blocked", tone: "red" },
  open: { symbol: "·", ascii: ".", word: "open", tone: "blue" },
  deferred: { symbol: "~", ascii: "~", word: "deferred", tone: "dim" },
  proposed: { symbol: "?", ascii: "?", word: "proposed", tone: "yellow" },
  closed: { symbol: "✓", ascii: "x", word: "closed", tone: "dim" },
};

export function symbolOf(state: StatusFilter, style: Style): string {
  const { symbol, ascii, tone } = SIGNS[state];
  return paint(style, tone, style.ascii ? ascii : symbol);
}

export function wordOf(state: StatusFilter): string {
  return SIGNS[state].word;
}

/** Symbol and word. */
export function stateOf(state: StatusFilter, style: Style): string {
  return `${symbolOf(state, style)} ${wordOf(state)}`;
}

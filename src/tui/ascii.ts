import type { Line } from "./line.ts";

/** Signs that are drawn here and those that people type, each by one letter of ASCII that takes as much room. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ "○": "o", "◐": "@", "●": "#", "✓": "x", "✗": "x", "▸": ">", "›": ">", "‹": "<", "→": ">", "←": "<" },
  ...{ "│": "|", "─": "-", "├": "|", "└": "`", "█": "#", "░": ".", "·": "-", "…": "~", "–": "-", "—": "-", "•": "*" },
  ...{ "“": '"', "”": '"', "‘": "'", "’": "'" },
};
const SIGNS = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** A line drawn with ASCII alone. Letters of people's own languages stay. */
export function inAscii(line: Line): Line {
  return line.map((piece) => ({ ...piece, text: piece.text.replace(SIGNS, (sign) => LETTERS[sign] ?? sign) }));
}

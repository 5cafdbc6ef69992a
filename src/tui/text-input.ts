import type { Pressed } from "./keymap.ts";

/** What a terminal would obey, and line breaks: blanks, but for those of a text of several lines. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;
const CONTROLS_IN_LINES = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** A text with a key typed, or something pasted, behind it. */
export function typed(text: string, { text: letters, name, ctrl }: Pressed, lines = false): string {
  if (name === "backspace" || name === "delete") return withoutLast(text);
  if (ctrl === true) return letters === "u" ? "" : letters === "w" ? text.replace(/\S*\s*$/, "") : text;
  if (name !== undefined) return text;
  const whole = letters.replace(/\r\n?/g, "\n");
  return text + (lines ? whole.replace(CONTROLS_IN_LINES, " ") : whole.replace(CONTROLS, " "));
}

/** Letters as people count them go as one. */
function withoutLast(text: string): string {
  const letters = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)];
  return text.slice(0, letters.at(-1)?.index ?? 0);
}

import type { Pressed } from "./keymap.ts";

/** A text with a key typed behind it. */
export function typed(text: string, { text: letters, name, ctrl }: Pressed): string {
  if (name === "backspace" || name === "delete") return withoutLast(text);
  if (ctrl === true) return letters === "u" ? "" : letters === "w" ? text.replace(/\S*\s*$/, "") : text;
  return name === undefined ? text + letters.replace(/[\u0000-\u001f\u007f]/g, " ") : text;
}

/** Letters as people count them go as one. */
function withoutLast(text: string): string {
  const letters = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)];
  return text.slice(0, letters.at(-1)?.index ?? 0);
}

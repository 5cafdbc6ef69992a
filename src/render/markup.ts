import { oneLine, stripControls } from "../domain/strip.ts";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text of a bead on one line, for the midst of XML or HTML, within an attribute's quotes too. */
export function inMarkup(text: string): string {
  return escaped(oneLine(text));
}

/** The same with its line feeds. */
export function linesInMarkup(text: string): string {
  return escaped(stripControls(text).trim());
}

/** XML knows no other letters than these, not even as numbers. */
function escaped(text: string): string {
  return text.replace(/[\ufffe\uffff]/g, "").replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? "");
}

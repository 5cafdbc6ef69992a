/** Whole escape sequences of terminals: CSI, OSC and its like up to their end, then two-letter ones. */
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])|\u009b[0-?]*[ -/]*[@-~]/g;
/** Controls other than line feed and tab, byte-order marks, and the marks that turn the reading direction round. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
const BREAKS = /\r\n?|[\u0085\u2028\u2029]/g;

/**
 * A text that cannot command a terminal or a log: no control characters but line feed and tab, no escape sequences, no marks that
 * reverse the reading direction, no half characters. Line breaks of every kind become line feeds.
 */
export function stripControls(text: string): string {
  return text.replace(BREAKS, "\n").replace(ESCAPES, "").replace(CONTROLS, "").toWellFormed();
}

/** What no line of plain ASCII has. Most names and titles are such lines. */
const UNEVEN = /[^ -~]|^ | $| {2}/;

/** The same on one line: every run of white space is one space. */
export function oneLine(text: string): string {
  if (!UNEVEN.test(text)) return text;
  return stripControls(text).replace(/\s+/g, " ").trim();
}

/** At most `length` characters (code points) of a text, the last one an ellipsis where something was cut. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  return `${characters
    .slice(0, length - 1)
    .join("")
    .trimEnd()}…`;
}

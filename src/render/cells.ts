const ESCAPES = /\u001b\[[0-9;]*m/g;
const NARROW = /^[\u0020-\u007e]*$/;
/** Letters of Latin scripts, dashes, quotes and our own symbols. */
const COMMON = /^[\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u25ff\u2700-\u27bf]$/;

/** Signs among these that terminals draw as emoji, in two columns: ✅, ⚡, ⭐ and their like. */
export const WIDE_SIGN =
  /^[\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55]/;

/** How many columns of a terminal a text takes; colours take none. */
export function cellsOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  let cells = 0;
  for (const letter of text.replace(ESCAPES, "")) cells += cellsOfLetter(letter);
  return cells;
}

function cellsOfLetter(letter: string): number {
  if (NARROW.test(letter)) return 1;
  if (WIDE_SIGN.test(letter)) return 2;
  if (COMMON.test(letter)) return 1;
  // What follows takes milliseconds to compile. Marks that stand on the letter before them, joiners and variation selectors:
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(letter)) return 0;
  const wide =
    /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;
  return wide.test(letter) ? 2 : 1;
}

/** The text cut to so many columns, with a mark where something went. Plain text only. */
export function cut(text: string, cells: number, mark = "…"): string {
  if (cellsOf(text) <= cells) return text;
  let room = cells - cellsOf(mark);
  let kept = "";
  for (const letter of text) {
    room -= cellsOfLetter(letter);
    if (room < 0) break;
    kept += letter;
  }
  return `${kept.trimEnd()}${mark}`;
}

/** The text with blanks behind it up to so many columns. */
export function pad(text: string, cells: number): string {
  return text + " ".repeat(Math.max(0, cells - cellsOf(text)));
}

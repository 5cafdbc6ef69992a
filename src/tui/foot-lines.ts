import { footKeys } from "./foot-keys.ts";
import { isPrompt, keysLine, promptLines } from "./form-lines.ts";
import { cellsOf, type Line, line, span, spread, wrap } from "./line.ts";
import type { Shown } from "./shown.ts";

/** So many rows at most, however long what is said. */
const MOST = 3;

/** What is typed, else what was said last, else the keys that matter most; at the right edge what goes on. */
export function footLines(shown: Shown): Line[] {
  const { mode, notice, busy, keys, view } = shown;
  const { width } = view;
  const cursor = { text: " ", marked: true } as const;
  if (mode.kind === "filter") return [line(span("/", "strong"), span(mode.text), cursor)];
  if (mode.kind === "palette") return [line(span(":", "strong"), span(mode.text), cursor)];
  if (mode.kind === "ask") {
    const { asking } = mode;
    const said = notice === null ? [] : wrap(notice.words, width).map((row): Line => [span(row, notice.tone)]);
    return [...said.slice(0, MOST), ...(isPrompt(asking) ? promptLines(asking, width) : [keysLine(asking, width)])];
  }
  const doing: Line = busy === null ? [span(keys, "accent")] : [span(busy, "accent")];
  if (notice === null) return [spread([span(footKeys(shown, width - cellsOf(busy ?? keys) - 1), "quiet")], doing, width)];
  const rows = wrap(notice.words, width - cellsOf(busy ?? "") - 1).slice(0, MOST);
  return rows.map(
    (row, n): Line => (n === rows.length - 1 ? spread([span(row, notice.tone)], doing, width) : [span(row, notice.tone)]),
  );
}

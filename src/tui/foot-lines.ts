import { formKeys, isPrompt, promptLine } from "./form-lines.ts";
import { helpLines } from "./help-lines.ts";
import { FOOTER } from "./keymap.ts";
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
    return [...said.slice(0, MOST), isPrompt(asking) ? promptLine(asking, width) : line(span(formKeys(asking), "quiet"))];
  }
  const doing: Line = busy === null ? [span(keys, "accent")] : [span(busy, "accent")];
  if (notice === null) return [spread([span(keysFor(shown, width - cellsOf(busy ?? keys) - 1), "quiet")], doing, width)];
  const rows = wrap(notice.words, width - cellsOf(busy ?? "") - 1).slice(0, MOST);
  return rows.map(
    (row, n): Line => (n === rows.length - 1 ? spread([span(row, notice.tone)], doing, width) : [span(row, notice.tone)]),
  );
}

/** As many keys as there is room for, whole. */
function keysFor({ mode, view }: Shown, room: number): string {
  if (mode.kind === "help")
    return helpLines(view.width).length > view.height ? "j down  k up: there are more keys  q back" : "q back";
  const [first, ...rest] = FOOTER.map(([key, does]) => `${key} ${does}`);
  const wanted = mode.kind === "detail" ? ["q back", ...rest.filter((words) => words !== "q back")] : [first ?? "", ...rest];
  let shown = "";
  for (const words of wanted) {
    const longer = shown === "" ? words : `${shown}  ${words}`;
    if (cellsOf(longer) > room) break;
    shown = longer;
  }
  return shown;
}

import { footKeys } from "./foot-keys.ts";
import { isPrompt, keysLine, promptLines } from "./form-lines.ts";
import { letterOf } from "./keymap.ts";
import { cellsOf, type Line, line, type Span, span, spread, wrap } from "./line.ts";
import type { Mode } from "./mode.ts";
import { isPlaceAtHead, placeWords } from "./place.ts";
import { SCREENS } from "./screens.ts";
import type { Shown } from "./shown.ts";

/** So many rows at most, however long what is said. */
const MOST = 3;

/** What is typed, else what was said last, else the keys that matter most; at the right edge what goes on, else where one is. */
export function footLines(shown: Shown): Line[] {
  const { mode, notice, busy, keys, view } = shown;
  const { width } = view;
  if (mode.kind === "filter") return [typedLine("/", mode.text, ["enter keeps it", "esc drops it"], width)];
  if (mode.kind === "palette") return [typedLine(":", mode.text, ["enter does it", "esc back"], width)];
  if (mode.kind === "ask") return askLines(mode.asking, shown);
  if (keys !== "") return wrap(goWords(), width).map((row): Line => [span(row, "accent")]);
  const place = notice === null && !isPlaceAtHead(shown) ? placeWords(shown) : "";
  const doing = span(busy ?? place, busy === null ? "quiet" : "accent");
  const room = width - (doing.text === "" ? 1 : cellsOf(doing.text) + 2);
  if (notice === null) return [spread([span(footKeys(shown, room), "quiet")], [doing], width)];
  const rows = wrap(notice.words, width - cellsOf(doing.text) - 1).slice(0, MOST);
  return rows.map(
    (row, n): Line => (n === rows.length - 1 ? spread([span(row, notice.tone)], [doing], width) : [span(row, notice.tone)]),
  );
}

/** What is typed behind its sign, and as many of its keys as there is room for. */
function typedLine(sign: string, text: string, keys: readonly string[], width: number): Line {
  const cursor: Span = { text: " ", marked: true };
  const typed = line(span(sign, "strong"), span(text), cursor);
  const words = keys.join("  ");
  return cellsOf(text) + cellsOf(words) + 6 > width ? typed : spread(typed, [span(words, "quiet")], width);
}

function askLines(asking: Extract<Mode, { kind: "ask" }>["asking"], { notice, view: { width } }: Shown): Line[] {
  const said = notice === null ? [] : wrap(notice.words, width).map((row): Line => [span(row, notice.tone)]);
  return [...said.slice(0, MOST), ...(isPrompt(asking) ? promptLines(asking, width) : [keysLine(asking, width)])];
}

/** What can follow on `g`. */
function goWords(): string {
  return ["g first", ...SCREENS.map(({ number, title }) => `${letterOf(number)} ${title}`)].join("  ");
}

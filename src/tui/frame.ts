import { inAscii } from "./ascii.ts";
import { footLines } from "./foot-lines.ts";
import { formLines, isPrompt } from "./form-lines.ts";
import { helpLines } from "./help-lines.ts";
import { cut, type Line, span, spread, toWidth, widthOf, wrap } from "./line.ts";
import { paletteLines } from "./palette-list.ts";
import { isPlaceAtHead, placeWords } from "./place.ts";
import type { Screen } from "./screen.ts";
import { SCREENS } from "./screens.ts";
import type { Shown } from "./shown.ts";

/** A terminal with less than this shows a sentence. */
const NARROWEST = 30;
const LOWEST = 4;

/** The whole screen: a head, the body, what was said last, and the keys. Exactly as many lines as there are rows. */
export function drawFrame(shown: Shown): readonly Line[] {
  const { width, height } = shown.view;
  if (width < NARROWEST || height < LOWEST) return tooSmall(width, height);
  const foot = footLines(shown);
  const room = height + 1 - foot.length;
  const body = bodyOf({ ...shown, view: { ...shown.view, height: room } }).slice(0, room);
  const rest = Array.from({ length: room - body.length }, (): Line => []);
  const rows = [headOf(shown), ...body, ...rest, ...foot].map((row) => toWidth(row, width));
  return shown.view.ascii ? rows.map(inAscii) : rows;
}

/** Nothing that is cut everywhere: what helps. */
function tooSmall(width: number, height: number): readonly Line[] {
  const rows = wrap("This terminal is too small for bd: make it larger, or q.", width).slice(0, height + 2);
  return Array.from({ length: height + 2 }, (_, n): Line => toWidth([span(rows[n] ?? "")], width));
}

/** Where the user is: the screens by number, the present one in brackets, the filter. */
function headOf(shown: Shown): Line {
  const { screen, filter, closed, mode, project, view } = shown;
  const most = Math.floor(view.width / 3);
  const narrowed = filter === "" || mode.kind === "filter" ? [] : [span(`${cut(`/${filter}`, most)} `, "warn")];
  const lanes = view.lanes === "none" || screen.arrange === undefined ? [] : [span(`by ${view.lanes} `, "quiet")];
  const over = closed ? [span("+closed ", "quiet")] : [];
  const words = isPlaceAtHead(shown) ? placeWords(shown) : "";
  const place = words === "" ? [] : [span(`${words} `, "quiet")];
  const right = [...place, ...lanes, ...over, ...narrowed, span(cut(project, most), "accent")];
  const room = view.width - widthOf(right) - 1;
  const [whole, brief, numbers] = [tabsOf(screen, "title"), tabsOf(screen, "brief"), tabsOf(screen, "number")];
  return spread([whole, brief].find((tabs) => widthOf(tabs) <= room) ?? numbers, right, view.width);
}

/** The screens: by their names as far as there is room for all of them, else by their numbers. */
function tabsOf(here: Screen, by: "title" | "brief" | "number"): Line {
  return SCREENS.map(({ number, title, brief = title }, at) => {
    const isHere = number === here.number;
    const name = by === "title" ? ` ${title}` : by === "brief" ? ` ${brief}` : isHere ? ` ${title}` : "";
    const gap = at === SCREENS.length - 1 ? "" : " ";
    const tab = span(`${isHere ? `[${number}${name}]` : `${number}${name}`}${gap}`, isHere ? "strong" : "quiet");
    return { ...tab, hit: { kind: "screen", number } } as const;
  });
}

function emptyWords({ screen, filter, closed }: Shown): string {
  if (filter === "") return screen.empty;
  const more = screen.takes_closed === true && !closed ? " C looks through what is closed, too." : "";
  return `Nothing here has ${JSON.stringify(filter)} in it. q takes the filter away.${more}`;
}

function bodyOf(shown: Shown): readonly Line[] {
  const { content, mode, screen, view } = shown;
  const opened = mode.kind === "ask" && isPrompt(mode.asking) ? mode.over : mode;
  if (opened?.kind === "detail") return opened.lines.slice(opened.scroll, opened.scroll + view.height);
  if (mode.kind === "help") return helpLines(view.width, mode.about).slice(mode.scroll, mode.scroll + view.height);
  if (mode.kind === "palette") return paletteLines(mode, view);
  if (mode.kind === "ask" && !isPrompt(mode.asking)) return formLines(mode.asking, view.width, view.ascii);
  if (content === undefined) return [[span(view.ascii ? "Reading ..." : "Reading …", "quiet")]];
  if (content.columns.every((items) => items.length === 0)) {
    return [[], ...wrap(emptyWords(shown), view.width - 4).map((row): Line => [span(`  ${row}`, "quiet")])];
  }
  return screen.draw(content, view);
}

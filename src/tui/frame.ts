import type { Shown } from "./controller.ts";
import { helpLines } from "./help-lines.ts";
import { BINDINGS, nameOfKey } from "./keymap.ts";
import { fill, type Line, line, span, spread, toWidth } from "./line.ts";
import { matchingActions } from "./palette-list.ts";
import { SCREENS } from "./screens.ts";
import { itemOf } from "./select.ts";
import { targetsOf } from "./target.ts";

/** The whole screen: a head, the body, what was said last, and the keys. Exactly as many lines as there are rows, but for the last. */
export function drawFrame(shown: Shown): readonly Line[] {
  const { width, height } = shown.view;
  const body = bodyOf(shown).slice(0, height);
  const rest = Array.from({ length: height - body.length }, (): Line => []);
  return [headOf(shown), ...body, ...rest, footOf(shown)].map((row) => toWidth(row, width));
}

/** Where the user is: the screens by number, the present one in brackets, the filter. */
function headOf({ screen, filter, mode, project, view }: Shown): Line {
  const short = view.width < 100;
  const tabs = SCREENS.map(({ number, title }) => {
    const isHere = number === screen.number;
    const name = short && !isHere ? String(number) : `${number} ${title}`;
    return span(isHere ? `[${name}] ` : `${name} `, isHere ? "strong" : "quiet");
  });
  const narrowed = filter === "" || mode.kind === "filter" ? [] : [span(`/${filter} `, "warn")];
  return spread(tabs, [...narrowed, span(project, "accent")], view.width);
}

function bodyOf(shown: Shown): readonly Line[] {
  const { content, mode, screen, view } = shown;
  const opened = mode.kind === "ask" ? mode.over : mode;
  if (opened?.kind === "detail") return opened.lines.slice(opened.scroll, opened.scroll + view.height);
  if (mode.kind === "help") return helpLines(view.width).slice(mode.scroll, mode.scroll + view.height);
  if (mode.kind === "palette") return paletteLines(shown);
  if (content === undefined) return [[span("Reading …", "quiet")]];
  if (content.columns.every((items) => items.length === 0)) {
    const words =
      shown.filter === "" ? screen.empty : `Nothing here has ${JSON.stringify(shown.filter)} in it. q takes the filter away.`;
    return [[], [span(`  ${words}`, "quiet")]];
  }
  return screen.draw(content, view);
}

/** What is typed, else what was said last, else the keys that matter most. */
function footOf({ mode, notice, keys, busy, view }: Shown): Line {
  const cursor = { text: " ", marked: true } as const;
  if (mode.kind === "filter") return line(span("/", "strong"), span(mode.text), cursor);
  if (mode.kind === "palette") return line(span(":", "strong"), span(mode.text), cursor);
  if (mode.kind === "ask") {
    const { asking } = mode;
    const prompt = asking.questions[asking.answers.length]?.prompt ?? "";
    return line(span(`${prompt}: `, "strong"), span(asking.text), cursor);
  }
  if (busy !== null) return line(span(busy, "accent"));
  if (notice !== null) return line(span(notice.words, notice.tone));
  if (mode.kind === "help" && helpLines(view.width).length > view.height)
    return line(span("j down  k up: there are more keys  q back", "quiet"));
  const shown = BINDINGS.filter((binding) => binding.shown === true).map(
    ({ keys: [key = ""], does }) => `${nameOfKey(key)} ${does}`,
  );
  return spread([span(shown.join("  "), "quiet")], [span(keys, "accent")], view.width);
}

function paletteLines(shown: Shown): Line[] {
  if (shown.mode.kind !== "palette") return [];
  const { text, at } = shown.mode;
  const targets = shown.content === undefined ? [] : targetsOf(itemOf(shown.content, shown.selected));
  const names = targets.map(({ id }) => id.slice(-12));
  const head: Line = [span(names.length === 0 ? "For the project" : `For ${names.join(", ")}`, "quiet")];
  return [
    head,
    ...matchingActions(text, targets).map(({ title, name }, index): Line => {
      const row = line(span(index === at ? "▸ " : "  ", "accent"), span(fill(title, 30)), span(name, "quiet"));
      return index === at ? row.map((piece) => ({ ...piece, marked: true })) : row;
    }),
  ];
}

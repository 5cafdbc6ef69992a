import { outline } from "../../services/list.ts";
import type { OutlineRow } from "../../services/row.ts";
import { compareLanes, type Lanes, laneOf } from "../lanes.ts";
import { type Line, span, toWidth } from "../line.ts";
import { type Content, defineScreen, type View } from "../screen.ts";
import { windowAt } from "../select.ts";
import { SIGNS_WORDS } from "../signs.ts";
import { drawLanes } from "./board-lanes.ts";
import { type Card, cardLine } from "./card.ts";
import { type IssueItem, issueItem } from "./issue-item.ts";
import { openIssues } from "./open-issues.ts";

/** The columns of the board. */
export interface Board extends Content {
  readonly columns: readonly (readonly Card[])[];
}

const DAY = 86_400_000;
/** Closed ones of so many days stand on the board. */
const LATELY = 7;
const DONE = 50;

const TITLES = ["Ready", "In progress", "Blocked", "Later", "Done lately"];

/** A column narrower than this cannot be read: then only those around the selection are shown. */
const NARROWEST = 26;

export const boardScreen = defineScreen<Board>({
  number: 2,
  title: "Board",
  keys: ["L lanes"],
  about: `Work by how it stands, done within seven days at the right. L parts it into lanes by epic, by who holds it, by its first label. ${SIGNS_WORDS}`,
  empty: "Nothing on the board. Press n to file an issue.",
  load: async (workspace) => {
    const after = new Date(workspace.ledger.now() - LATELY * DAY).toISOString();
    const filter = { closed: { after }, sort: "updated", reverse: true, limit: DONE } as const;
    const [open, done] = await Promise.all([openIssues(workspace), outline(workspace, { filter, all: true })]);
    return { columns: [...parted(open), done.map(issueItem)].map((items) => items.map((item) => ({ ...item, lane: "" }))) };
  },
  arrange: ({ columns }, lanes) => arranged(columns, lanes),
  draw: ({ columns }, view) => {
    const shown = shownColumns(columns, view);
    const width = Math.floor((view.width - (shown.length - 1) * 3) / shown.length);
    const heads = shown.map((at) => headOf(columns, at, { shown, ascii: view.ascii }));
    const chosen = shown.map((at) => columns[at] ?? []);
    const room = { ...view, width, height: view.height - 1 };
    const beyond = columns.filter((_, at) => !shown.includes(at));
    const body = view.lanes === "none" ? drawColumns(chosen, room) : drawLanes({ shown: chosen, beyond }, room);
    return [heads, ...body].map((cells) => besides(cells, room));
  },
});

/** What a column is called and how much is in it; at the edges, what lies beyond. */
function headOf(
  columns: Board["columns"],
  at: number,
  { shown, ascii }: { readonly shown: readonly number[]; readonly ascii: boolean },
): Line {
  const beyond = (from: number, to: number) =>
    TITLES.slice(from, to).map((title, n) => `${title.toLowerCase().replace(" lately", "")} ${columns[from + n]?.length ?? 0}`);
  const left = at === shown[0] ? beyond(0, at) : [];
  const right = at === shown.at(-1) ? beyond(at + 1, TITLES.length) : [];
  return [
    span(left.length === 0 ? "" : `${ascii ? "<" : "‹"} `, "quiet"),
    span(`${TITLES[at] ?? ""} `, "strong"),
    span(`${columns[at]?.length ?? 0}`, "quiet"),
    span(right.length === 0 ? "" : `  ${ascii ? ">" : "›"} ${right.join(", ")}`, "quiet"),
    span(left.length === 0 || right.length > 0 ? "" : `  ${ascii ? "<" : "‹"} ${left.join(", ")}`, "quiet"),
  ];
}

function besides(cells: readonly Line[], { width, ascii }: View): Line {
  const bar = span(ascii ? " | " : " │ ", "quiet");
  // The head of a lane goes through all columns.
  if (cells.length === 1) return cells[0] ?? [];
  return cells.flatMap((cell, at) => [...(at === 0 ? [] : [bar]), ...toWidth(cell, width)]);
}

function parted(items: readonly IssueItem[]): (readonly IssueItem[])[] {
  const of = (...states: readonly OutlineRow["computed"][]) => items.filter(({ row }) => states.includes(row.computed));
  return [of("ready"), of("in_progress"), of("blocked"), of("deferred", "proposed", "open")];
}

function arranged(columns: Board["columns"], lanes: Lanes): Board {
  if (lanes === "none") return { columns };
  const known = new Map(columns.flatMap((cards) => cards.map(({ row }) => [row.id, row] as const)));
  const laned = columns.map((cards) => cards.map((card): Card => ({ ...card, lane: laneOf(card.row, lanes, known) })));
  return { columns: laned.map((cards) => cards.toSorted((a, b) => compareLanes(a.lane, b.lane))) };
}

/** As many columns as can be read, the selected one among them. */
function shownColumns(columns: Board["columns"], { width, selected }: View): number[] {
  const most = Math.max(1, Math.min(columns.length, Math.floor((width + 3) / (NARROWEST + 3))));
  const at = Math.max(
    0,
    columns.findIndex((items) => items.some(({ key }) => key === selected)),
  );
  const first = Math.min(Math.max(0, at - most + 1), columns.length - most);
  return Array.from({ length: most }, (_, n) => first + n);
}

function drawColumns(columns: Board["columns"], view: View): Line[][] {
  const drawn = columns.map((cards) => {
    const at = cards.findIndex(({ key }) => key === view.selected);
    const first = windowAt(cards.length, view, at);
    return cards.slice(first, first + view.height).map((card, row) => cardLine(card, row, view));
  });
  return Array.from({ length: view.height }, (_, n) => drawn.map((lines) => lines[n] ?? []));
}

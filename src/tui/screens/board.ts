import { list } from "../../services/list.ts";
import type { Row } from "../../services/row.ts";
import { type Line, span, toWidth } from "../line.ts";
import { rowLine } from "../row-line.ts";
import { type Content, defineScreen, type View } from "../screen.ts";
import { windowAt } from "../select.ts";
import { type IssueItem, issueItem } from "./issue-item.ts";

interface Board extends Content {
  readonly columns: readonly (readonly IssueItem[])[];
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
  empty: "Nothing on the board. Press n to file an issue.",
  load: async (workspace) => {
    const since = new Date(workspace.ledger.now() - LATELY * DAY).toISOString();
    const [open, done] = await Promise.all([
      list(workspace, { filter: {}, all: false, limit: null, count_rest: false }),
      list(workspace, { filter: { closed: { after: since }, sort: "updated" }, all: true, limit: DONE, count_rest: false }),
    ]);
    return { columns: [...parted(open.items), done.items.map(issueItem)] };
  },
  draw: ({ columns }, view) => {
    const shown = shownColumns(columns, view);
    const width = Math.floor((view.width - (shown.length - 1) * 3) / shown.length);
    const drawn = shown.map((at) => drawColumn(columns[at] ?? [], TITLES[at] ?? "", { ...view, width }));
    const bar = span(view.ascii ? " | " : " │ ", "quiet");
    return Array.from({ length: view.height }, (_, n): Line => {
      return drawn.flatMap((lines, at) => [...(at === 0 ? [] : [bar]), ...toWidth(lines[n] ?? [], width)]);
    });
  },
});

function parted(rows: readonly Row[]): IssueItem[][] {
  const of = (...states: readonly Row["computed"][]) => rows.filter(({ computed }) => states.includes(computed)).map(issueItem);
  return [of("ready"), of("in_progress"), of("blocked"), of("deferred", "proposed", "open")];
}

/** As many columns as toWidth, the selected one among them. */
function shownColumns(columns: Board["columns"], { width, selected }: View): number[] {
  const most = Math.max(1, Math.min(columns.length, Math.floor((width + 3) / (NARROWEST + 3))));
  const at = Math.max(
    0,
    columns.findIndex((items) => items.some(({ key }) => key === selected)),
  );
  const first = Math.min(Math.max(0, at - most + 1), columns.length - most);
  return Array.from({ length: most }, (_, n) => first + n);
}

function drawColumn(items: readonly IssueItem[], title: string, view: View): Line[] {
  const height = view.height - 1;
  const at = items.findIndex(({ key }) => key === view.selected);
  const first = windowAt(items.length, height, at);
  const rows = items.slice(first, first + height).map(({ key, row }) => {
    return rowLine(row, { width: view.width, now: view.now, ascii: view.ascii, selected: key === view.selected });
  });
  return [[span(`${title} `, "strong"), span(String(items.length), "quiet")], ...rows];
}

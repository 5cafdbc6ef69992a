import { list } from "../../services/list.ts";
import { type Line, span, toWidth } from "../line.ts";
import { rowLine } from "../row-line.ts";
import { type Content, defineScreen } from "../screen.ts";
import { windowAt } from "../select.ts";
import { type IssueItem, issueItem } from "./issue-item.ts";
import { previewLines } from "./preview.ts";

interface Listed extends Content {
  readonly columns: readonly [readonly IssueItem[]];
}

/** From this width on the selected issue's text stands beside the list. */
const BESIDE = 110;

export const listScreen = defineScreen<Listed>({
  number: 3,
  title: "List",
  empty: "No open issues. Press n to file one.",
  load: async (workspace) => {
    const { items } = await list(workspace, { filter: {}, all: false, limit: null, count_rest: false });
    return { columns: [items.map(issueItem)] };
  },
  draw: ({ columns: [items] }, view) => {
    const isWide = view.width >= BESIDE;
    const left = isWide ? Math.floor(view.width * 0.55) : view.width;
    const at = items.findIndex(({ key }) => key === view.selected);
    const first = windowAt(items.length, view.height, at);
    const rows = items.slice(first, first + view.height).map(({ key, row }) => {
      return rowLine(row, { width: left, now: view.now, ascii: view.ascii, selected: key === view.selected });
    });
    const chosen = items[at];
    if (!isWide || chosen === undefined) return rows;
    const preview = previewLines(chosen.row, view.width - left - 3, view.height);
    return Array.from({ length: view.height }, (_, n): Line => {
      const bar = span(view.ascii ? " | " : " │ ", "quiet");
      return [...toWidth(rows[n] ?? [], left), bar, ...(preview[n] ?? [])];
    });
  },
});

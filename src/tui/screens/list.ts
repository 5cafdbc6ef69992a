import { hitting } from "../hit.ts";
import { rowColumns, rowLine } from "../row-line.ts";
import { type Content, defineScreen } from "../screen.ts";
import { windowAt } from "../select.ts";
import { SIGNS_WORDS } from "../signs.ts";
import type { IssueItem } from "./issue-item.ts";
import { shownIssues } from "./open-issues.ts";
import { listWidth, previewOf, withPreview } from "./preview.ts";

interface Listed extends Content {
  readonly columns: readonly [readonly IssueItem[]];
}

/** From this width on the selected issue's text stands beside the list. */
const BESIDE = 110;

export const listScreen = defineScreen<Listed>({
  number: 3,
  title: "List",
  about: `All that is not closed, the most urgent first; C shows what was closed below it, the latest first. On a wide terminal with the text of what is selected. ${SIGNS_WORDS}`,
  empty: "No open issues. Press n to file one.",
  beside_from: BESIDE,
  keys: ["C closed"],
  takes_closed: true,
  load: async (workspace, _, closed) => ({ columns: [await shownIssues(workspace, closed)] }),
  draw: ({ columns: [items] }, view) => {
    const isWide = view.width >= BESIDE;
    const left = isWide ? listWidth(view.width) : view.width;
    const at = items.findIndex(({ key }) => key === view.selected);
    const first = windowAt(items.length, view, at);
    const { now, ascii } = view;
    const columns = rowColumns(items);
    const rows = items.slice(first, first + view.height).map(({ key, row, unread = false }, n) => {
      const drawn = rowLine(row, { width: left, now, ascii, selected: key === view.selected, columns, unread });
      return hitting(drawn, { kind: "item", key, row: n });
    });
    return isWide ? withPreview(rows, view.beside && previewOf(view.beside), view) : rows;
  },
});

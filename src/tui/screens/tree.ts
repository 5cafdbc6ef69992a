import type { OutlineRow } from "../../services/row.ts";
import { hitting } from "../hit.ts";
import type { Line } from "../line.ts";
import { type RowColumns, rowColumns, rowLine } from "../row-line.ts";
import { type Content, defineScreen, type View } from "../screen.ts";
import { narrowed, windowAt } from "../select.ts";
import { SIGNS_WORDS } from "../signs.ts";
import type { IssueItem } from "./issue-item.ts";
import { shownIssues } from "./open-issues.ts";
import { listWidth, previewOf, withPreview } from "./preview.ts";

/** An issue with how deep it lies below what it is part of. */
interface TreeItem extends IssueItem {
  readonly depth: number;
}

interface Tree extends Content {
  readonly columns: readonly [readonly TreeItem[]];
}

/** Deeper ones are not set in any further: the title needs the room. */
const DEEPEST = 8;

/** How a progress is drawn. */
const BAR = 8;
/** On a narrower terminal the numbers alone have to do. */
const BAR_FROM = 70;

/** From this width on the selected issue's text stands beside the tree. */
const BESIDE = 150;

export const treeScreen = defineScreen<Tree>({
  number: 4,
  title: "Tree",
  about: `All that is not closed below what it is part of, with how much of that is done; C shows what is closed, too. ${SIGNS_WORDS}`,
  empty: "No open issues. Press n to file one.",
  beside_from: BESIDE,
  keys: ["C closed"],
  takes_closed: true,
  load: async (workspace, _, closed) => ({ columns: [forestOf(await shownIssues(workspace, closed))] }),
  narrow: (tree, filter) => {
    const [items] = narrowed(tree, filter).columns;
    const [all] = tree.columns;
    return items.length === all.length ? tree : { columns: [withParents(all, new Set(items.map(({ key }) => key)))] };
  },
  draw: ({ columns: [items] }, view) => {
    const isWide = view.width >= BESIDE;
    const room = { ...view, width: isWide ? listWidth(view.width) : view.width };
    const at = items.findIndex(({ key }) => key === view.selected);
    const first = windowAt(items.length, view, at);
    const columns = rowColumns(items);
    const rows = items
      .slice(first, first + view.height)
      .map((item, row) => hitting(treeLine(item, columns, room), { kind: "item", key: item.key, row }));
    return isWide ? withPreview(rows, view.beside && previewOf(view.beside), view) : rows;
  },
});

/** Children stand below their parents, in the order of the list; what is part of nothing that is shown stands at the edge. */
export function forestOf(items: readonly IssueItem[]): TreeItem[] {
  const there = new Set(items.map(({ key }) => key));
  const below = Map.groupBy(items, ({ row: { parent } }) => (parent !== null && there.has(parent) ? parent : ""));
  const placed = new Map<string, TreeItem>();
  const place = (item: IssueItem, depth: number): void => {
    if (placed.has(item.key)) return;
    placed.set(item.key, { ...item, depth });
    for (const child of below.get(item.key) ?? []) place(child, depth + 1);
  };
  for (const item of below.get("") ?? []) place(item, 0);
  // What only hangs on itself, which a merge can bring about, comes at the end.
  for (const item of items) place(item, 0);
  return [...placed.values()];
}

/** What is above a match stays, so that it is seen what that is part of. */
function withParents(items: readonly TreeItem[], kept: ReadonlySet<string>): TreeItem[] {
  const shown: TreeItem[] = [];
  let above = 0;
  for (const item of items.toReversed()) {
    const isKept = kept.has(item.key);
    if (!isKept && item.depth >= above) continue;
    above = item.depth;
    shown.push(isKept ? item : { ...item, aside: true });
  }
  return shown.reverse();
}

function treeLine(
  { row, key, depth, aside, unread = false }: TreeItem,
  columns: RowColumns,
  { width, now, ascii, selected }: View,
): Line {
  const indent = 2 * Math.min(depth, DEEPEST);
  const progress = progressOf(row, width, ascii);
  const look = { selected: key === selected, quiet: aside === true, unread };
  return rowLine(row, { ...look, width, now, ascii, columns, indent, progress });
}

/** How much of what belongs to it is done; nothing where nothing does. */
function progressOf({ children: { total, closed } }: OutlineRow, width: number, ascii: boolean): string {
  if (total === 0) return "";
  const full = Math.round((closed / total) * BAR);
  const bar = width < BAR_FROM ? "" : `${(ascii ? "#" : "█").repeat(full)}${(ascii ? "." : "░").repeat(BAR - full)} `;
  return `${bar}${closed}/${total}`;
}

import type { OutlineRow } from "../../services/row.ts";
import { hitting } from "../hit.ts";
import { type Line, span } from "../line.ts";
import { rowLine, SIGNS_WORDS } from "../row-line.ts";
import { type Content, defineScreen, type View } from "../screen.ts";
import { windowAt } from "../select.ts";
import type { IssueItem } from "./issue-item.ts";
import { openIssues } from "./open-issues.ts";

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

export const treeScreen = defineScreen<Tree>({
  number: 4,
  title: "Tree",
  about: `All that is not closed below what it is part of, with how much of that is done. ${SIGNS_WORDS}`,
  empty: "No open issues. Press n to file one.",
  load: async (workspace) => ({ columns: [forestOf(await openIssues(workspace))] }),
  draw: ({ columns: [items] }, view) => {
    const at = items.findIndex(({ key }) => key === view.selected);
    const first = windowAt(items.length, view, at);
    return items
      .slice(first, first + view.height)
      .map((item, row) => hitting(treeLine(item, view), { kind: "item", key: item.key, row }));
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

function treeLine({ row, key, depth }: TreeItem, { width, now, ascii, selected }: View): Line {
  const indent = "  ".repeat(Math.min(depth, DEEPEST));
  const progress = progressOf(row, ascii);
  const room = width - indent.length - progress.length;
  const drawn = rowLine(row, { width: room, now, ascii, selected: key === selected });
  return [span(indent), ...drawn, span(progress, "accent")];
}

/** How much of what belongs to it is done; nothing where nothing does. */
function progressOf({ children: { total, closed } }: OutlineRow, ascii: boolean): string {
  if (total === 0) return "";
  const full = Math.round((closed / total) * BAR);
  return ` ${(ascii ? "#" : "█").repeat(full)}${(ascii ? "." : "░").repeat(BAR - full)} ${closed}/${total}`;
}

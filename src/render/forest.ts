import type { Row } from "../services/row.ts";
import { renderRow, rowColumns } from "./row.ts";
import type { Style } from "./style.ts";

/** Rows with children set in below their parents, as far as both are in the list; the order is kept otherwise. */
export function renderForest(rows: readonly Row[], style: Style): string[] {
  const columns = rowColumns(rows);
  const there = new Set(rows.map(({ issue }) => issue.id));
  const below = new Map<string | null, Row[]>();
  for (const row of rows) {
    const { parent } = row.issue;
    const key = parent !== null && there.has(parent) ? parent : null;
    below.set(key, [...(below.get(key) ?? []), row]);
  }
  const drawn = new Set<string>();
  const draw = (row: Row, depth: number): string[] => {
    if (drawn.has(row.issue.id)) return [];
    drawn.add(row.issue.id);
    const room = { ...style, width: style.width - depth * 2 };
    const children = below.get(row.issue.id) ?? [];
    return [`${"  ".repeat(depth)}${renderRow(row, room, columns)}`, ...children.flatMap((child) => draw(child, depth + 1))];
  };
  // What hangs on nobody first; then what only hangs on itself, which a merge can bring about.
  return [...(below.get(null) ?? []), ...rows].flatMap((row) => draw(row, 0));
}

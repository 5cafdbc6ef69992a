import { oneLine } from "../domain/strip.ts";
import type { SearchHit } from "../services/row.ts";
import { cut } from "./cells.ts";
import { renderRow, rowColumns, rowJson } from "./row.ts";
import { dim, type Style } from "./style.ts";

export function searchJson(hits: readonly SearchHit[]): object[] {
  return hits.map(({ row, score, snippet }) => ({ ...rowJson(row), score, snippet }));
}

/** Each hit's row, and below it the words where they were found, unless that is the title. */
export function renderSearch(hits: readonly SearchHit[], style: Style): string[] {
  const columns = rowColumns(hits.map(({ row }) => row));
  return hits.flatMap(({ row, snippet }) => {
    const text = oneLine(snippet);
    const line = renderRow(row, style, columns);
    if (text === "" || oneLine(row.issue.title).includes(text.replace(/…/g, ""))) return [line];
    return [line, `    | ${dim(style, cut(text, Math.max(40, style.width - 6), style.ascii ? ".." : "…"))}`];
  });
}

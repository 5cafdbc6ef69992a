import type { ReopenResult } from "../services/reopen.ts";
import { landingJson, reachSuffix } from "./landing.ts";
import { renderRow, rowJson } from "./row.ts";
import type { Style } from "./style.ts";

export function reopenJson({ row, landing }: ReopenResult) {
  return { ...rowJson(row), ...landingJson(landing) };
}

/** What was opened again, and how it stands. */
export function renderReopen({ row, landing }: ReopenResult, style: Style): string[] {
  const { id } = row.issue;
  const word = !landing.changed ? `${id} is open already` : landing.op === null ? `Would reopen ${id}` : `Reopened ${id}`;
  return [`${word}${reachSuffix(landing)}`, `  ${renderRow(row, style)}`];
}

import { oneLine } from "../domain/strip.ts";
import type { Row } from "../services/row.ts";

import { wordOf } from "./state.ts";

/** Issues that say nearly the same, as far as it takes to tell them apart. */
export function lookalikesJson(rows: readonly Row[]) {
  return rows.map(({ issue, computed }) => ({ id: issue.id, title: issue.title, status: computed }));
}

/** One line an issue, as hints. */
export function renderLookalikes(id: string, rows: readonly Row[]): string[] {
  return rows.map(
    ({ issue, computed }) => `${id} looks like ${oneLine(issue.id)} (${wordOf(computed)}): ${oneLine(issue.title)}`,
  );
}

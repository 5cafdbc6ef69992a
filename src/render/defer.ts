import type { FieldsResult } from "../services/edit-fields.ts";
import { reachSuffix } from "./landing.ts";
import { renderRow } from "./row.ts";
import type { Style } from "./style.ts";

export { fieldsJson as deferJson } from "./update.ts";

/** Until when it is put off, or that it is back. */
export function renderDefer({ id, row, landing }: FieldsResult, style: Style): string[] {
  const { status, defer_until } = row.issue;
  const isOff = status === "deferred" || defer_until !== null;
  const until = defer_until === null ? "until bd undefer" : `until ${defer_until}`;
  const state = landing.op === null ? `Would change ${id}` : isOff ? `${id} is deferred ${until}` : `${id} is not deferred`;
  return [`${state}${reachSuffix(landing)}`, `  ${renderRow(row, style)}`];
}

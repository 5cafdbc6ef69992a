import type { FieldsResult } from "../services/edit-fields.ts";
import type { UpdateResult } from "../services/update.ts";
import { claimJson } from "./claim.ts";
import { countOf } from "./count.ts";
import { landingJson, reachSuffix } from "./landing.ts";
import { renderRow, rowJson } from "./row.ts";
import type { Style } from "./style.ts";

/** The issue as it is now, with how far the change got. */
export function fieldsJson({ row, landing, fields }: FieldsResult) {
  return { ...rowJson(row), ...landingJson(landing), fields };
}

/** The same, with the claim where one was asked for. */
export function updateJson(result: UpdateResult) {
  const { issue: _issue, ...claim } = result.claim === null ? { issue: null } : claimJson(result.claim);
  return { ...fieldsJson(result), claim: result.claim === null ? null : claim, attempts_forgiven: result.forgiven };
}

/** One line of what was done, one of how the issue stands. */
export function renderUpdate(result: FieldsResult & Partial<UpdateResult>, style: Style): string[] {
  const { id, fields, landing, row, forgiven } = result;
  const changes = [...(forgiven ? [`${countOf(forgiven, "failed attempt")} forgiven`] : []), ...fields];
  const what = changes.length > 0 ? ` (${changes.join(", ")})` : "";
  return [`${wordOf(landing, id)}${what}${reachSuffix(landing)}`, `  ${renderRow(row, style)}`];
}

function wordOf({ op, changed }: FieldsResult["landing"], id: string): string {
  if (!changed) return `Nothing to change in ${id}`;
  return op === null ? `Would update ${id}` : `Updated ${id}`;
}

import type { Row } from "../services/row.ts";
import { fieldsJson, renderFields, templateOf } from "./fields.ts";
import { renderForest } from "./forest.ts";
import { renderRows, rowJson } from "./row.ts";
import type { Style } from "./style.ts";

/** How a list is to look where its usual form is not what is wanted. */
export interface ListForm {
  readonly fields?: readonly string[] | undefined;
  readonly template?: string | undefined;
  /** Children below their parents. */
  readonly tree?: boolean | undefined;
}

export function listJson(rows: readonly Row[], { fields }: ListForm = {}): object[] {
  return rows.map((row) => (fields === undefined ? rowJson(row) : fieldsJson(row, fields)));
}

/** A line for each issue, or what its form asks for. */
export function renderList(rows: readonly Row[], style: Style, { fields, template, tree }: ListForm = {}): string[] {
  if (template !== undefined) return rows.flatMap(templateOf(template));
  if (fields !== undefined) return renderFields(rows, fields, style);
  return tree === true ? renderForest(rows, style) : renderRows(rows, style);
}

/** What is said beside a list that is cut short or empty; undefined where there is nothing to say. */
export function renderRest(shown: number, more: number | null, empty: string): string | undefined {
  if (shown === 0) return empty;
  if (more === 0) return undefined;
  return `${more === null ? "More" : `${more} more`} not shown; -n 0 shows all.`;
}

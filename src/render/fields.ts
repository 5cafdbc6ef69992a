import { oneLine } from "../domain/strip.ts";
import { BeadsError } from "../errors.ts";
import type { Row } from "../services/row.ts";
import { cellsOf, cut, pad } from "./cells.ts";
import { rowJson } from "./row.ts";
import { bold, type Style } from "./style.ts";

/** How wide a column other than the last one may get. */
const WIDEST = 40;

/** An issue's fields by name: those of its JSON, and its body. */
function valuesOf(row: Row): Readonly<Record<string, unknown>> {
  return { ...rowJson(row), body: row.issue.body };
}

const FIELDS =
  "id title status stored_status type priority parent needs related discovered_from duplicate_of superseded_by labels assignee holder due defer_until estimate external_ref created by origin closed metadata children message_count updated revision body".split(
    " ",
  );

/** The fields that somebody asked for. @throws BAD_FIELD */
export function checkFields(names: readonly string[]): readonly string[] {
  const trimmed = names.map((name) => name.trim()).filter((name) => name !== "");
  const wrong = trimmed.find((name) => !FIELDS.includes(name));
  if (wrong === undefined && trimmed.length > 0) return trimmed;
  throw new BeadsError("usage", "BAD_FIELD", `Issues have no field ${JSON.stringify(wrong ?? "")}.`, {
    hints: [`Known are: ${FIELDS.join(", ")}.`],
    fields: { field: wrong ?? "", known: FIELDS },
  });
}

/** Only these fields of a row. */
export function fieldsJson(row: Row, fields: readonly string[]): Record<string, unknown> {
  const values = valuesOf(row);
  return Object.fromEntries(fields.map((field) => [field, values[field]]));
}

/** A table with a heading; the last column is as wide as it likes. */
export function renderFields(rows: readonly Row[], fields: readonly string[], style: Style): string[] {
  if (rows.length === 0) return [];
  const table = rows.map((row) => fields.map((field) => wordsOf(valuesOf(row)[field]) || "-"));
  const heading = fields.map((field) => field.toUpperCase());
  const widths = fields.map((_, at) =>
    [heading, ...table].reduce((width, line) => Math.max(width, Math.min(WIDEST, cellsOf(line[at] ?? ""))), 0),
  );
  const lineOf = (cells: readonly string[]) =>
    cells
      .map((cell, at) =>
        at === cells.length - 1 ? cell : pad(cut(cell, widths[at] ?? 0, style.ascii ? ".." : "…"), widths[at] ?? 0),
      )
      .join("  ");
  return [bold(style, lineOf(heading)), ...table.map(lineOf)];
}

/** A value on one line: ids of edges, members of lists with commas, anything deeper as JSON. */
function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((member) => (isEdge(member) ? oneLine(member.id) : wordsOf(member))).join(",");
  if (typeof value === "object") return Object.keys(value).length === 0 ? "" : oneLine(JSON.stringify(value));
  return oneLine(String(value));
}

function isEdge(value: unknown): value is { readonly id: string } {
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
}

/**
 * A line for each row, made of a template: `{id}` and the other fields are filled in, `\n` and `\t` are a line end and a
 * tab, `{{` and `}}` are braces. Nothing in it is ever run.
 * @throws BAD_FIELD, BAD_TEMPLATE
 */
export function templateOf(template: string): (row: Row) => string[] {
  const parts = template.split(/(\{\{|\}\}|\{[^{}]*\}|\\n|\\t|[{}])/);
  for (const part of parts) {
    if (part === "{" || part === "}") throw badTemplate(template);
    if (part.startsWith("{") && part !== "{{") checkFields([part.slice(1, -1)]);
  }
  return (row) => {
    const values = valuesOf(row);
    return parts
      .map((part) => filled(part, values))
      .join("")
      .split("\n");
  };
}

function filled(part: string, values: Readonly<Record<string, unknown>>): string {
  if (part === "{{" || part === "}}") return part.slice(1);
  if (part === "\\n") return "\n";
  if (part === "\\t") return "\t";
  return part.startsWith("{") ? wordsOf(values[part.slice(1, -1).trim()]) : part;
}

function badTemplate(template: string): BeadsError {
  return new BeadsError("usage", "BAD_TEMPLATE", `A brace stands alone in the template ${JSON.stringify(template)}.`, {
    hints: ["Fields are written {id} or {title}; {{ and }} are braces."],
    fields: { template },
  });
}

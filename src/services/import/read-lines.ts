import { isId } from "../../domain/id.ts";
import { toMilliseconds, toUtc } from "../../domain/time.ts";
import type { Fault, Reading, Row } from "./row.ts";

/** What one line is. */
type Line =
  | { readonly kind: "header"; readonly schema: string }
  | { readonly kind: "issue" | "tombstone"; readonly row: Row }
  | { readonly kind: "other"; readonly what: string }
  | { readonly kind: "fault"; readonly fault: Fault };

/**
 * Tells apart what the lines of a JSONL export are. Three dialects are read: bare issues, records that say `_type` first, and
 * files that start with a `_schema` header. A tombstone is an issue that its tracker had deleted.
 */
export function readLines(text: string): Reading {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .map((line, i) => ({ line: line.trim(), number: i + 1 }))
    .filter(({ line }) => line !== "")
    .map(({ line, number }) => readLine(line, number));
  const rows = (kind: "issue" | "tombstone") => lines.flatMap((line) => (line.kind === kind ? [line.row] : []));
  const unique = withoutRepeated([...rows("issue"), ...rows("tombstone")]);
  const others: Record<string, number> = {};
  for (const line of lines) if (line.kind === "other") others[line.what] = (others[line.what] ?? 0) + 1;
  return {
    lines: lines.length,
    schema: lines.find((line) => line.kind === "header")?.schema ?? null,
    issues: rows("issue").filter((row) => unique.kept.has(row)),
    tombstones: rows("tombstone").filter((row) => unique.kept.has(row)),
    others,
    repeated: unique.repeated,
    faults: lines.flatMap((line) => (line.kind === "fault" ? [line.fault] : [])),
  };
}

function readLine(line: string, number: number): Line {
  const fault = (reason: string, id: string | null = null): Line => ({ kind: "fault", fault: { line: number, id, reason } });
  const record = parseObject(line);
  if (typeof record === "string") return fault(record);
  if ("_schema" in record && record["id"] === undefined) return { kind: "header", schema: schemaOf(record["_schema"]) };
  const what = typeof record["_type"] === "string" ? record["_type"] : "issue";
  if (what !== "issue" && what !== "tombstone") return { kind: "other", what };
  const id = record["id"];
  if (typeof id !== "string") return fault("There is no id.");
  if (!isId(id)) return fault(`${JSON.stringify(id.slice(0, 60))} cannot be an id.`);
  const gone = what === "tombstone" || record["status"] === "tombstone" || record["deleted"] === true;
  return { kind: gone ? "tombstone" : "issue", row: { line: number, id, record } };
}

/** The object of a line, or why it is none. */
function parseObject(line: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    return "The line is JSON, but no object.";
  } catch {
    const conflict = /^(<{7}|={7}|>{7})/.test(line);
    return conflict ? "The line is a conflict marker." : "The line is no JSON, or it was cut off.";
  }
}

function schemaOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value).slice(0, 200);
}

/** Of rows with one id the one that changed last stays; of equals, the later line. */
function withoutRepeated(rows: readonly Row[]): { kept: ReadonlySet<Row>; repeated: readonly Fault[] } {
  const newest = new Map<string, Row>();
  const repeated: Fault[] = [];
  for (const row of rows) {
    const before = newest.get(row.id);
    const stays =
      before !== undefined &&
      (changedAt(row) < changedAt(before) || (changedAt(row) === changedAt(before) && row.line < before.line));
    if (before !== undefined) {
      const [lost, kept] = stays ? [row, before] : [before, row];
      repeated.push({ line: lost.line, id: row.id, reason: `Line ${kept.line} has the same id and changed later.` });
    }
    if (!stays) newest.set(row.id, row);
  }
  return { kept: new Set(newest.values()), repeated };
}

function changedAt({ record }: Row): number {
  const stamp = record["updated_at"] ?? record["updated"] ?? record["deleted_at"];
  const utc = typeof stamp === "string" ? toUtc(stamp) : undefined;
  return utc === undefined ? 0 : toMilliseconds(utc);
}

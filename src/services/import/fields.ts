import type { Priority } from "../../domain/issue.ts";
import { oneLine } from "../../domain/strip.ts";
import { toUtc } from "../../domain/time.ts";
import { type Row, textOf } from "./row.ts";

/** A field that cannot be understood. Caught by `mapIssue`, which names the line. */
export class Unfit extends Error {}

/** 0 to 4, also as `P2`; 2 where nothing is said. */
export function priorityOf(value: unknown): Priority {
  if (value === undefined || value === null) return 2;
  const number = typeof value === "string" ? Number(value.replace(/^p/i, "") || Number.NaN) : value;
  if (number === 0 || number === 1 || number === 2 || number === 3 || number === 4) return number;
  throw new Unfit(`The priority ${JSON.stringify(value)} is none of 0 to 4.`);
}

/** The labels as `bd label` takes them; each that had to change is said. */
export function labelsOf(record: Row["record"], take: (note: string) => void): string[] {
  const value = record["labels"] ?? record["tags"] ?? [];
  if (!Array.isArray(value)) throw new Unfit("The labels are no list.");
  const labels = value.filter((label) => typeof label === "string").map((label) => ({ label, folded: foldLabel(label) }));
  for (const { label, folded } of labels)
    if (label !== folded) take(`The label ${JSON.stringify(label)} became ${JSON.stringify(folded)}.`);
  return [...new Set(labels.map(({ folded }) => folded).filter((label) => label !== ""))];
}

/** A label as `bd label` takes it: no white space, no comma. */
function foldLabel(label: string): string {
  return Array.from(oneLine(label).replace(/[\s,]+/g, "-"))
    .slice(0, 64)
    .join("");
}

/** Minutes; null where there is no whole number of them. */
export function estimateOf(record: Row["record"]): number | null {
  const value = record["estimated_minutes"] ?? record["estimate"];
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** The first of the fields that holds a time, in UTC. Go's zero time means none. */
export function timeOf(record: Row["record"], ...keys: readonly string[]): string | undefined {
  const text = textOf(record, ...keys);
  if (text === undefined || text.startsWith("0001-01-01T00:00:00")) return undefined;
  const utc = toUtc(text);
  if (utc === undefined)
    throw new Unfit(`${keys.find((key) => record[key] === text) ?? keys[0]} is no time: ${JSON.stringify(text.slice(0, 60))}.`);
  return utc;
}

/** The first of the fields that holds a text, on one line. */
export function lineOf(record: Row["record"], ...keys: readonly string[]): string | undefined {
  const text = textOf(record, ...keys);
  return text === undefined ? undefined : oneLine(text) || undefined;
}

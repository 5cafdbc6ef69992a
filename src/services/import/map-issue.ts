import type { Closing, Issue } from "../../domain/issue.ts";
import { cut, oneLine } from "../../domain/strip.ts";
import { toUtc } from "../../domain/time.ts";
import type { Yaml } from "../../domain/yaml.ts";
import { BODY_FIELDS, bodyFrom } from "./body.ts";
import { estimateOf, labelsOf, lineOf, priorityOf, timeOf, Unfit } from "./fields.ts";
import { type Fault, type Row, textOf } from "./row.ts";
import { statusFrom } from "./status.ts";
import { tidyValue } from "./tidy.ts";
import { typeFrom } from "./type.ts";

const MAX_TITLE = 500;
const MAX_BODY = 1_048_576;

/** Something of an issue that came in otherwise than it was. */
export interface Note {
  readonly line: number;
  readonly id: string;
  readonly note: string;
}

/** An issue as it will be, still without the edges of its dependencies. */
export interface Mapped {
  readonly row: Row;
  readonly issue: Issue;
  /** The status as the source says it. */
  readonly status: string;
  readonly notes: readonly Note[];
}

/** Fields with a place of their own; everything else is kept under `metadata`. */
const PLACED: ReadonlySet<string> = new Set([
  ...BODY_FIELDS,
  ...[
    "_type",
    "id",
    "title",
    "status",
    "priority",
    "issue_type",
    "type",
    "labels",
    "tags",
    "assignee",
    "dependencies",
    "deps",
    "comments",
  ],
  ...[
    "due_at",
    "due",
    "defer_until",
    "estimated_minutes",
    "estimate",
    "external_ref",
    "created_at",
    "created",
    "created_by",
    "author",
  ],
  ...["closed_at", "closed_by", "close_reason", "metadata"],
]);

/** Counts that exporters add and that bd derives. */
const DERIVED: ReadonlySet<string> = new Set(["dependency_count", "dependent_count", "comment_count", "content_hash"]);

/** Translates one record, or says why it cannot come in. */
export function mapIssue(row: Row): Mapped | Fault {
  const notes: Note[] = [];
  const take = (note: string) => notes.push({ line: row.line, id: row.id, note });
  try {
    const status = textOf(row.record, "status") ?? "open";
    return { row, issue: issueOf(row, status, take), status, notes };
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return { line: row.line, id: row.id, reason: error.message };
  }
}

function issueOf({ id, record }: Row, word: string, take: (note: string) => void): Issue {
  const { status, known } = statusFrom(word);
  if (!known) take(`The status ${JSON.stringify(word)} is not known here: open, and kept as metadata.`);
  const title = titleOf(record, take);
  const created = timeOf(record, "created_at", "created") ?? timeOf(record, "updated_at", "updated");
  if (created === undefined) throw new Unfit("There is no created_at.");
  return {
    id,
    title: title.short,
    status,
    type: typeFrom(textOf(record, "issue_type", "type") ?? "task"),
    priority: priorityOf(record["priority"]),
    parent: null,
    needs: [],
    related: [],
    discovered_from: [],
    duplicate_of: null,
    superseded_by: null,
    labels: labelsOf(record, take),
    assignee: lineOf(record, "assignee") ?? null,
    due: timeOf(record, "due_at", "due") ?? null,
    defer_until: timeOf(record, "defer_until") ?? null,
    estimate: estimateOf(record),
    external_ref: lineOf(record, "external_ref") ?? null,
    created,
    by: lineOf(record, "created_by", "author") ?? "unknown",
    origin: null,
    closed: status === "closed" ? closingOf(record, created) : null,
    metadata: metadataOf(record, {
      ...(known ? {} : { status: word }),
      ...(title.full === undefined ? {} : { title: title.full }),
    }),
    body: bodyOf(record),
    extras: [],
  };
}

function titleOf(record: Row["record"], take: (note: string) => void): { short: string; full?: string } {
  const full = oneLine(textOf(record, "title") ?? "");
  if (full === "") throw new Unfit("There is no title.");
  if (full.length <= MAX_TITLE) return { short: full };
  take(`The title has ${full.length} characters: cut, and kept whole as metadata.`);
  return { short: cut(full, MAX_TITLE), full };
}

function closingOf(record: Row["record"], created: string): Closing {
  const reason = textOf(record, "close_reason");
  return {
    at: timeOf(record, "closed_at") ?? timeOf(record, "updated_at", "updated") ?? created,
    by: lineOf(record, "closed_by") ?? "unknown",
    reason: reason === undefined ? null : (tidyValue(reason) as string),
    outcome: "done",
  };
}

function bodyOf(record: Row["record"]): string {
  const body = bodyFrom(record);
  if (new TextEncoder().encode(body).length > MAX_BODY) throw new Unfit("The text is longer than 1 MiB.");
  return body;
}

/** What the source kept as metadata, then every field without a place of its own; times in UTC. */
function metadataOf(record: Row["record"], more: Readonly<Record<string, Yaml>>): Record<string, Yaml> {
  const own = typeof record["metadata"] === "object" && record["metadata"] !== null ? Object.entries(record["metadata"]) : [];
  const isLost = (key: string) => (key === "estimated_minutes" || key === "estimate") && estimateOf(record) === null;
  const rest = Object.entries(record).filter(([key]) => (!PLACED.has(key) && !DERIVED.has(key)) || isLost(key));
  const unplaced = typeof record["metadata"] === "object" ? [] : [["metadata", record["metadata"]] as const];
  const entries = [...own, ...rest, ...unplaced].map(([key, value]) => [oneLine(key), inUtc(tidyValue(value))] as const);
  const kept = entries.filter(
    (entry): entry is [string, Yaml] => entry[0] !== "" && entry[0] !== "__proto__" && entry[1] !== undefined,
  );
  return { ...Object.fromEntries(kept), ...more };
}

function inUtc(value: Yaml | undefined): Yaml | undefined {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) ? (toUtc(value) ?? value) : value;
}

import { type Closing, type Issue, type Need, type Origin, OUTCOMES, type Priority, STATUSES } from "../domain/issue.ts";
import type { Yaml } from "../domain/yaml.ts";
import type { Fields } from "./fields.ts";
import { serializeFrontmatter } from "./frontmatter.ts";
import { invalid } from "./invalid.ts";
import { directoryOf } from "./paths.ts";
import { type Reader, readFile } from "./read.ts";
import type { FieldShape } from "./shape.ts";

/** The keys of an issue's file, in the order in which they are written. */
const SHAPE = {
  id: "text",
  title: "text",
  status: "text",
  type: "text",
  priority: "priority",
  parent: "text",
  needs: "names-or-maps",
  related: "texts",
  discovered_from: "texts",
  duplicate_of: "text",
  superseded_by: "text",
  labels: "texts",
  assignee: "text",
  due: "stamp",
  defer_until: "stamp",
  estimate: "whole",
  external_ref: "text",
  created: "stamp",
  by: "text",
  origin: "map",
  closed: "map",
  metadata: "map",
} satisfies Partial<Record<keyof Issue, FieldShape>>;

export const ISSUE_KEYS = Object.keys(SHAPE) as readonly (keyof typeof SHAPE)[];
const KNOWN: ReadonlySet<string> = new Set(ISSUE_KEYS);
const READER: Reader<Issue> = { shape: SHAPE, decode };

/** Reads an issue's file. @throws BeadsError invalid-data with path and line; ID_MISMATCH where the id is not that of the directory */
export function parseIssue(path: string, text: string): Issue {
  return readFile(path, text, READER);
}

/** The bytes of an issue's file; `parseIssue` gives the same issue back. */
export function serializeIssue(issue: Issue): string {
  const values: Record<keyof typeof SHAPE, Yaml | undefined> = {
    ...issue,
    needs: issue.needs.map(needToYaml),
    origin: issue.origin && originToYaml(issue.origin),
    closed: issue.closed && closingToYaml(issue.closed),
  };
  const fields = ISSUE_KEYS.map((key) => [key, values[key]] as const);
  return serializeFrontmatter(fields, issue.extras, issue.body);
}

function decode(fields: Fields): Issue {
  const id = fields.id("id");
  checkDirectory(fields, id);
  return {
    id,
    title: fields.text("title"),
    status: fields.oneOf("status", STATUSES),
    type: fields.text("type"),
    priority: decodePriority(fields),
    parent: fields.optionalId("parent"),
    needs: decodeNeeds(fields),
    related: fields.ids("related"),
    discovered_from: fields.ids("discovered_from"),
    duplicate_of: fields.optionalId("duplicate_of"),
    superseded_by: fields.optionalId("superseded_by"),
    labels: fields.texts("labels"),
    assignee: fields.optionalText("assignee"),
    due: fields.optionalStamp("due"),
    defer_until: fields.optionalStamp("defer_until"),
    estimate: fields.optionalCount("estimate", 0),
    external_ref: fields.optionalText("external_ref"),
    created: fields.stamp("created"),
    by: fields.text("by"),
    origin: decodeOrigin(fields),
    closed: decodeClosing(fields),
    metadata: fields.map("metadata") ?? {},
    body: fields.body,
    extras: fields.extras(KNOWN),
  };
}

/** The id inside must equal the path: otherwise a renamed file would silently become another issue. */
function checkDirectory(fields: Fields, id: string): void {
  const parts = fields.path.split("/");
  if (parts.at(-2) === directoryOf(id)) return;
  throw invalid(
    "ID_MISMATCH",
    { path: fields.path, line: fields.lineOf("id"), key: "id" },
    `\`id\` is ${JSON.stringify(id)}, which does not belong to this path`,
  );
}

function decodePriority(fields: Fields): Priority {
  const priority = fields.value("priority") === undefined ? 2 : fields.count("priority", 0);
  if (priority > 4) throw fields.failure("priority", "must be 0 to 4");
  return priority as Priority;
}

function decodeNeeds(fields: Fields): readonly Need[] {
  return fields.list("needs").map((need) => {
    const inner = fields.within("needs", typeof need === "string" ? { id: need } : need, ["id", "needs_success"]);
    const success = inner.value("needs_success") ?? false;
    if (typeof success !== "boolean") throw fields.failure("needs", "says needs_success as something else than true or false");
    return { id: inner.id("id"), needs_success: success };
  });
}

function needToYaml(need: Need): Yaml {
  return need.needs_success ? { id: need.id, needs_success: true } : need.id;
}

function decodeOrigin(fields: Fields): Origin | null {
  const map = fields.map("origin");
  if (map === null) return null;
  const inner = fields.within("origin", map, ["project", "issue", "actor", "op"]);
  return {
    project: inner.text("project"),
    issue: inner.optionalText("issue"),
    actor: inner.text("actor"),
    op: inner.optionalText("op"),
  };
}

function originToYaml({ project, issue, actor, op }: Origin): Yaml {
  return { project, ...present("issue", issue), actor, ...present("op", op) };
}

function decodeClosing(fields: Fields): Closing | null {
  const map = fields.map("closed");
  if (map === null) return null;
  const inner = fields.within("closed", map, ["at", "by", "reason", "outcome"]);
  return {
    at: inner.stamp("at"),
    by: inner.text("by"),
    reason: inner.optionalText("reason"),
    outcome: inner.oneOf("outcome", OUTCOMES),
  };
}

function closingToYaml(closed: Closing): Yaml {
  return { at: closed.at, by: closed.by, ...present("reason", closed.reason), outcome: closed.outcome };
}

function present(key: string, value: string | null): { readonly [key: string]: Yaml } {
  return value === null ? {} : { [key]: value };
}

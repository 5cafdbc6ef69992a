import type * as z from "zod";
import { cut } from "../domain/strip.ts";
import { BeadsError } from "../errors.ts";
import { closeness } from "../services/closeness.ts";
import { fieldNames } from "./loosen.ts";
import type { Tool } from "./tool.ts";

type Issue = z.ZodError["issues"][number];

/** What is wrong with the input of a tool, for a model that is to call it again. */
export function wrongInput({ name, input }: Tool, typed: object, { issues }: z.ZodError): BeadsError {
  const fields = fieldNames(input);
  const words = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => unknownField(key, fields, Object.keys(typed)))
      : [wrongValue(issue, typed as Readonly<Record<string, unknown>>)],
  );
  const isUnknown = issues.some(({ code }) => code === "unrecognized_keys");
  return new BeadsError("usage", "BAD_INPUT", `The input of ${name} is not right.`, {
    hints: [...words, ...(isUnknown ? [`${name} takes ${fields.join(", ")}.`] : [])],
    fields: { tool: name },
  });
}

/** Fields of ours that go elsewhere by other names, by those names; the first that the tool has is meant. */
const MEANT: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ["issue", "issue_id", "issueid", "bead", "bead_id", "task", "task_id", "ticket", "ids", "key", "message_id"],
    ["id", "issue"],
  ],
  [
    ["description", "content", "text", "message", "comment", "note", "notes", "summary", "details", "body"],
    ["body", "append", "note", "done", "context", "reason", "words"],
  ],
  [
    ["query", "q", "keywords", "terms", "text", "search"],
    ["words", "text"],
  ],
  [
    ["project", "target", "recipient", "to", "agent"],
    ["to_project", "to"],
  ],
  [
    ["paths", "path", "files", "file", "patterns", "glob"],
    ["globs", "paths", "context"],
  ],
  [
    ["labels", "label", "tags"],
    ["labels", "add_labels"],
  ],
  [
    ["issue_type", "kind"],
    ["type", "types"],
  ],
  [["name", "subject", "question", "title"], ["title"]],
  [
    ["depends_on", "blocked_by", "dependencies", "blockers"],
    ["needs", "deps"],
  ],
  [["priority"], ["max_priority"]],
  [["max", "count", "n", "max_results"], ["limit"]],
  [
    ["duration", "ttl", "seconds", "timeout_seconds", "lease"],
    ["timeout", "for"],
  ],
  [["comment", "resolution", "notes", "summary"], ["reason"]],
  [
    ["deadline", "until", "due_date"],
    ["by", "due", "defer"],
  ],
];

function unknownField(key: string, fields: readonly string[], given: readonly string[]): string {
  const folded = key.toLowerCase();
  const meant = MEANT.filter(([others]) => others.includes(folded)).flatMap(([, ours]) => ours);
  const free = fields.filter((field) => !given.includes(field));
  const like = key.length > LONGEST ? [] : free.filter((field) => closeness(field, folded) >= CLOSE);
  const found = meant.find((field) => free.includes(field)) ?? like[0];
  return `There is no field ${JSON.stringify(cut(key, LONGEST))}${found === undefined ? "." : `: did you mean ${found}?`}`;
}

const CLOSE = 0.7;
/** Letters of a name that is looked at. */
const LONGEST = 40;

/** What other tools do with a status that cannot be set. */
const STATUS: ReadonlyMap<unknown, string> = new Map([
  ["closed", "close ends an issue"],
  ["done", "close ends an issue"],
  ["in_progress", "claim takes an issue"],
  ["in-progress", "claim takes an issue"],
  ["blocked", "what an issue needs blocks it"],
]);

function wrongValue(issue: Issue, typed: Readonly<Record<string, unknown>>): string {
  const [field = "", ...rest] = issue.path.map(String);
  const value = typed[field];
  const where = [field, ...rest].join(".");
  if (value === undefined) return `${where}: has to be given.`;
  if (field.endsWith("priority") && issue.code === "invalid_type") return `${where}: ${RANKS}.`;
  const other = field === "status" ? STATUS.get(value) : undefined;
  return `${where}: ${expected(issue)}${other === undefined ? "" : `; ${other}`}.`;
}

const RANKS = "0 (most urgent) to 4";

function expected(issue: Issue): string {
  if (issue.code === "invalid_value") return `one of ${issue.values.join(", ")}`;
  if (issue.code === "too_big") return `${String(issue.maximum)} at most`;
  if (issue.code === "too_small") return issue.origin === "array" ? "at least one" : `${String(issue.minimum)} at least`;
  if (issue.code === "invalid_type")
    return issue.expected === "int" ? "a whole number" : `a ${NOUNS.get(issue.expected) ?? issue.expected}`;
  return issue.message;
}

const NOUNS: ReadonlyMap<string, string> = new Map([
  ["string", "text"],
  ["array", "list"],
  ["number", "whole number"],
  ["boolean", "true or false"],
]);

import type { IssueDraft } from "../draft.ts";
import { type Planned, planInvalid } from "./planned.ts";

/** The members of an issue in a graph and what they are in a draft. */
const TEXTS: Readonly<Record<string, keyof IssueDraft>> = {
  title: "title",
  body: "body",
  description: "body",
  type: "type",
  issue_type: "type",
  parent: "parent",
  assignee: "assignee",
  due: "due",
  defer: "defer",
  defer_until: "defer",
  external_ref: "external_ref",
  id: "id",
};
const NUMBERS: Readonly<Record<string, keyof IssueDraft>> = { priority: "priority", estimate: "estimate" };
const LISTS: Readonly<Record<string, keyof IssueDraft>> = { labels: "labels", needs: "needs", depends_on: "needs", deps: "deps" };
const NAMES: ReadonlySet<string> = new Set(["name", "key"]);

/**
 * Reads a plan in JSON: an array of issues, or an object that holds it under `issues` or `nodes`. `name` is what the
 * others call an issue in `needs` and `parent`.
 * @throws PLAN_INVALID
 */
export function parseGraphPlan(file: string, text: string): Planned[] {
  const value = parseJson(file, text);
  const root = isObject(value) ? (value["issues"] ?? value["nodes"]) : value;
  if (!Array.isArray(root) || root.length === 0) {
    throw planInvalid(file, "there is no issue in this plan.", [
      'It is an array of issues: [{"name": "a", "title": "…", "needs": ["b"]}, …]',
    ]);
  }
  return root.map((entry, index) => planned(entry, `${file} issues[${index}]`));
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw planInvalid(file, `this is not JSON (${(cause as Error).message}).`, [
      "A plan in markdown has a name that ends in .md.",
    ]);
  }
}

function planned(entry: unknown, place: string): Planned {
  if (!isObject(entry)) throw planInvalid(place, "this is no object.");
  const fields: Record<string, unknown> = {};
  let name: string | null = null;
  for (const [member, value] of Object.entries(entry)) {
    if (value === null) continue;
    if (NAMES.has(member)) name = textOf(value, `${place}.${member}`);
    else Object.assign(fields, fieldOf(member, value, `${place}.${member}`));
  }
  if (typeof fields["title"] !== "string") throw planInvalid(place, "the title is missing.");
  return { draft: fields as unknown as IssueDraft, name, place };
}

function fieldOf(member: string, value: unknown, place: string): Record<string, unknown> {
  const text = own(TEXTS, member);
  if (text !== undefined) return { [text]: textOf(value, place) };
  const number = own(NUMBERS, member);
  if (number !== undefined) return { [number]: typeof value === "number" ? String(value) : textOf(value, place) };
  const list = own(LISTS, member);
  if (list !== undefined) return { [list]: listOf(value, place) };
  if (member === "metadata" && isObject(value)) {
    return {
      metadata: Object.entries(value).map(
        ([key, entry]) => `${key}=${typeof entry === "string" ? entry : JSON.stringify(entry)}`,
      ),
    };
  }
  throw planInvalid(place, "there is no such field.", [
    `Known are: name, ${[...Object.keys(TEXTS), ...Object.keys(NUMBERS), ...Object.keys(LISTS)].join(", ")}, metadata.`,
  ]);
}

function own(table: Readonly<Record<string, keyof IssueDraft>>, member: string): keyof IssueDraft | undefined {
  return Object.hasOwn(table, member) ? table[member] : undefined;
}

function textOf(value: unknown, place: string): string {
  if (typeof value === "string") return value;
  throw planInvalid(place, "this is no text.");
}

function listOf(value: unknown, place: string): string[] {
  if (Array.isArray(value)) return value.map((entry, index) => textOf(entry, `${place}[${index}]`));
  throw planInvalid(place, "this is no list.");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

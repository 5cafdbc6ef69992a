import type { IssueDraft } from "../draft.ts";
import { type Planned, planInvalid } from "./planned.ts";

/** The keys of a plan and what they are in a draft. */
const KEYS: Readonly<Record<string, keyof IssueDraft>> = {
  type: "type",
  priority: "priority",
  labels: "labels",
  parent: "parent",
  needs: "needs",
  deps: "deps",
  dependencies: "deps",
  assignee: "assignee",
  due: "due",
  defer: "defer",
  estimate: "estimate",
  external_ref: "external_ref",
  metadata: "metadata",
  id: "id",
};
const LISTS: ReadonlySet<string> = new Set(["labels", "needs", "deps", "metadata"]);

const HEADING = /^##\s+(.+?)\s*#*\s*$/;
const NAME = /^(.*?)\s*\{#([^{}\s]+)\}$/;
const KEY_LINE = /^([A-Za-z][A-Za-z_ -]{0,30}):(?:\s+(.*))?$/;
const FENCE = /^\s{0,3}(`{3,}|~{3,})/;

/**
 * Reads a plan in markdown: each `## title` begins an issue, `{#name}` behind it is what the others call it. `key: value`
 * lines right under the heading are its fields, up to the first blank line; the rest is its body.
 * @throws PLAN_INVALID
 */
export function parseMarkdownPlan(file: string, text: string): Planned[] {
  const sections = split(text.split(/\r?\n/));
  if (sections.length === 0) {
    throw planInvalid(file, "there is no issue in this plan.", ["Each issue begins with a line such as: ## Title of the issue"]);
  }
  return sections.map((section) => planned(file, section));
}

interface Section {
  readonly title: string;
  /** 1 and up. */
  readonly line: number;
  readonly lines: readonly string[];
}

function split(lines: readonly string[]): Section[] {
  const sections: (Section & { lines: string[] })[] = [];
  let fence: string | undefined;
  for (const [index, line] of lines.entries()) {
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined && fence === undefined) fence = mark;
    else if (mark !== undefined && fence !== undefined && mark.startsWith(fence)) fence = undefined;
    const title = fence === undefined ? HEADING.exec(line)?.[1] : undefined;
    if (title !== undefined) sections.push({ title, line: index + 1, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections;
}

function planned(file: string, section: Section): Planned {
  const named = NAME.exec(section.title);
  const fields: Record<string, string | string[]> = {};
  let index = 0;
  for (; index < section.lines.length; index++) {
    const match = KEY_LINE.exec(section.lines[index] ?? "");
    if (match === null) break;
    const place = `${file}:${section.line + 1 + index}`;
    const key = keyOf(match[1] ?? "", place);
    fields[key] = valueIn(key, match[2] ?? "", place);
  }
  const body = section.lines
    .slice(index)
    .join("\n")
    .replace(/^\s*\n/, "")
    .trimEnd();
  const draft = { ...fields, title: named?.[1] ?? section.title, ...(body === "" ? {} : { body }) } as IssueDraft;
  return { draft, name: named?.[2] ?? null, place: `${file}:${section.line}` };
}

function keyOf(word: string, place: string): keyof IssueDraft {
  const folded = word.trim().toLowerCase().replace(/[ -]/g, "_");
  const key = Object.hasOwn(KEYS, folded) ? KEYS[folded] : undefined;
  if (key !== undefined) return key;
  throw planInvalid(place, `there is no field ${word}.`, [
    `Known are: ${Object.keys(KEYS).join(", ")}.`,
    "A blank line between the heading's fields and the body tells them apart.",
  ]);
}

function valueIn(key: string, text: string, place: string): string | string[] {
  const value = text.trim();
  if (value === "") throw planInvalid(place, `the field ${key} has no value.`);
  return LISTS.has(key) ? splitList(value) : value;
}

/** `a, b`, or `[a, b]` as in YAML. */
function splitList(value: string): string[] {
  const inner = value.startsWith("[") && value.endsWith("]") ? value.slice(1, -1) : value;
  return inner
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

import { objectsOf, type Row, textOf } from "./row.ts";

/** Fields of an issue that a dependency can end up in. */
export const EDGE_FIELDS = [
  "needs",
  "parent",
  "related",
  "discovered_from",
  "duplicate_of",
  "superseded_by",
  "metadata",
] as const;
export type EdgeField = (typeof EDGE_FIELDS)[number];

/** A dependency as the source says it. */
export interface Edge {
  readonly line: number;
  readonly issue: string;
  readonly target: string;
  /** `blocks`, `parent-child`, … in lower case. */
  readonly type: string;
}

/** What became of a dependency. */
export interface Fate extends Edge {
  /** Null where it was dropped. */
  readonly kept_as: EdgeField | null;
  /** Why it was dropped or is kept otherwise than it was; null where it is simply kept. */
  readonly reason: string | null;
  /** True if the issue or its target is a tombstone. */
  readonly tombstone: boolean;
}

/** Where each known type of dependency belongs. `blocks` and its kin say: the issue needs the target. */
const FIELDS: Readonly<Record<string, EdgeField>> = {
  blocks: "needs",
  "conditional-blocks": "needs",
  "waits-for": "needs",
  "depends-on": "needs",
  "parent-child": "parent",
  "discovered-from": "discovered_from",
  related: "related",
  "relates-to": "related",
  duplicates: "duplicate_of",
  "duplicate-of": "duplicate_of",
  supersedes: "superseded_by",
};

const SAID_OTHERWISE = new Set(["conditional-blocks", "waits-for"]);

/** The field for a type of dependency, and what is to be said about it where it does not fit. */
export function fieldFor(type: string): { readonly field: EdgeField; readonly reason: string | null } {
  const field = FIELDS[type];
  if (field === undefined) return { field: "related", reason: `There is no ${type} here: kept as related.` };
  return { field, reason: SAID_OTHERWISE.has(type) ? `Kept as a plain need: there is no ${type} here.` : null };
}

/** The dependencies that a record names, whichever way its dialect writes them. */
export function edgesOf(row: Row): Edge[] {
  return objectsOf(row.record, "dependencies", "deps").flatMap((entry) => {
    const target = textOf(entry, "depends_on_id", "depends_on", "target", "id")?.trim();
    if (target === undefined) return [];
    const type = (textOf(entry, "type", "dependency_type", "kind") ?? "blocks").trim().toLowerCase().replaceAll("_", "-");
    return [{ line: row.line, issue: textOf(entry, "issue_id")?.trim() ?? row.id, target, type }];
  });
}

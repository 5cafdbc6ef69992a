import type { Issue } from "../../domain/issue.ts";
import type { Yaml } from "../../domain/yaml.ts";
import { type Edge, type EdgeField, type Fate, fieldFor } from "./edge.ts";

/** What is known of ids while edges are put in place. */
export interface Known {
  isTombstone(id: string): boolean;
  /** True for an issue that is in the ledger already. */
  isHere(id: string): boolean;
}

interface Draft {
  readonly issue: Issue;
  parent: string | null;
  duplicate_of: string | null;
  superseded_by: string | null;
  readonly needs: string[];
  readonly related: string[];
  readonly discovered_from: string[];
  /** Edges to other trackers, kept as they were. */
  readonly foreign: Yaml[];
}

/** Puts every dependency into the field where it belongs and says of each what became of it. None is left out silently. */
export function linkIssues(issues: readonly Issue[], edges: readonly Edge[], known: Known): { issues: Issue[]; fates: Fate[] } {
  const drafts = new Map(issues.map((issue) => [issue.id, draftOf(issue)]));
  const seen = new Set<string>();
  const fates = edges.map((edge): Fate => {
    const dropped = reasonToDrop(edge, drafts, known, seen);
    if (dropped !== null) return { ...edge, kept_as: null, ...dropped };
    seen.add(keyOf(edge));
    return { ...edge, tombstone: false, ...place(edge, drafts) };
  });
  return { issues: [...drafts.values()].map(finish), fates };
}

function keyOf(edge: Edge): string {
  return `${edge.issue}\n${edge.target}\n${edge.type}`;
}

function draftOf(issue: Issue): Draft {
  return {
    issue,
    parent: null,
    duplicate_of: null,
    superseded_by: null,
    needs: [],
    related: [],
    discovered_from: [],
    foreign: [],
  };
}

function reasonToDrop(
  edge: Edge,
  drafts: ReadonlyMap<string, Draft>,
  known: Known,
  seen: ReadonlySet<string>,
): Pick<Fate, "reason" | "tombstone"> | null {
  const because = (reason: string, tombstone = false) => ({ reason, tombstone });
  if (known.isTombstone(edge.issue)) return because("The issue is a tombstone.", true);
  if (known.isTombstone(edge.target)) return because("The target is a tombstone.", true);
  if (!drafts.has(edge.issue)) return because("The issue is not among those that came in.");
  if (edge.issue === edge.target) return because("An issue cannot depend on itself.");
  if (seen.has(keyOf(edge))) return because("The same dependency stands there twice.");
  if (isForeign(edge.target) || drafts.has(edge.target) || known.isHere(edge.target)) return null;
  return because("There is no such issue, neither in the file nor here.");
}

/** True for the address of another tracker's issue, such as `external:project:capability`. */
function isForeign(id: string): boolean {
  return id.includes(":");
}

function place(edge: Edge, drafts: ReadonlyMap<string, Draft>): { kept_as: EdgeField; reason: string | null } {
  const draft = drafts.get(edge.issue) as Draft;
  if (isForeign(edge.target)) {
    draft.foreign.push({ type: edge.type, target: edge.target });
    return { kept_as: "metadata", reason: "The target belongs to another tracker: kept as metadata." };
  }
  const { field, reason } = fieldFor(edge.type);
  if (field === "needs" || field === "related" || field === "discovered_from") return put(draft, field, edge.target, reason);
  const holder = field === "superseded_by" ? drafts.get(edge.target) : draft;
  const value = field === "superseded_by" ? edge.issue : edge.target;
  if (field === "metadata" || holder === undefined)
    return put(draft, "related", edge.target, "The other issue is here already: kept as related.");
  if (holder[field] === null) {
    holder[field] = value;
    return { kept_as: field, reason };
  }
  return put(
    draft,
    "related",
    edge.target,
    `${holder.issue.id} has a ${field.replace("_", " ")} already (${holder[field]}): kept as related.`,
  );
}

function put(
  draft: Draft,
  field: "needs" | "related" | "discovered_from",
  target: string,
  reason: string | null,
): { kept_as: EdgeField; reason: string | null } {
  if (!draft[field].includes(target)) draft[field].push(target);
  return { kept_as: field, reason };
}

function finish({ issue, foreign, needs, ...edges }: Draft): Issue {
  const metadata = foreign.length === 0 ? issue.metadata : { ...issue.metadata, dependencies: foreign };
  return { ...issue, ...edges, needs: needs.map((id) => ({ id, needs_success: false })), metadata };
}

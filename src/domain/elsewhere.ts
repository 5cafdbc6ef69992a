import { shortName } from "./identity.ts";
import type { Issue } from "./issue.ts";
import type { Node } from "./readiness.ts";
import { compareStamps } from "./time.ts";

/**
 * What is known here of another project's issue, as its ledger said when it was read last. Its id is its address in full. What it names
 * are addresses as well, but for issues of this project, which go by their bare ids: so one search runs through all ledgers at hand.
 */
export interface BeadElsewhere extends Node {
  readonly title: string;
  /** Who held it when it was read; null if nobody did. */
  readonly holder: string | null;
  /** Until when the claim was to last. */
  readonly until: string | null;
  /** How many commits had touched it: of two clones, the one that has more of them knows more. */
  readonly revisions: number;
  /** When the last of them did, RFC 3339 UTC. */
  readonly updated: string;
}

/** Under which names a project's ledger is read: its own there, ours, and the identity under which it is known here. */
export interface Crossing {
  readonly project: string;
  readonly theirs: ReadonlySet<string>;
  readonly ours: ReadonlySet<string>;
}

/** What stands before the last colon of an address, and what stands behind it. */
export function splitAddress(address: string): { readonly project: string; readonly id: string } {
  const colon = address.lastIndexOf(":");
  return { project: address.slice(0, Math.max(colon, 0)), id: address.slice(colon + 1) };
}

/** How an id that another project's ledger names is called here. */
export function idFromHere(id: string, { project, theirs, ours }: Crossing): string {
  const { project: named, id: bare } = splitAddress(id);
  if (named === "" || theirs.has(named)) return `${project}:${bare}`;
  return ours.has(named) ? bare : id;
}

/** Another ledger's texts and lists may be of any length; nobody here has more of them than so. */
const MOST_NEEDS = 200;
const LONGEST_TITLE = 300;

/** An issue as another project's ledger has it, in the names that it and what it names go by here. */
export function issueFromHere(
  issue: Issue,
  facts: Pick<BeadElsewhere, "holder" | "until" | "revisions" | "updated">,
  crossing: Crossing,
): BeadElsewhere {
  const { status, type, parent, needs, defer_until, closed, title } = issue;
  return {
    id: idFromHere(issue.id, crossing),
    status,
    type,
    parent: parent === null ? null : idFromHere(parent, crossing),
    needs: needs.slice(0, MOST_NEEDS).map((need) => ({ ...need, id: idFromHere(need.id, crossing) })),
    defer_until,
    closed: closed === null ? null : { ...closed, reason: null },
    title: title.slice(0, LONGEST_TITLE),
    ...facts,
  };
}

/**
 * The better known of two readings of one issue: clones of a project know parts of one history, so the one with more commits is the
 * later one. Whatever order readings come in, the same one is left.
 */
export function newer(a: BeadElsewhere, b: BeadElsewhere): BeadElsewhere {
  if (a.revisions !== b.revisions) return a.revisions > b.revisions ? a : b;
  const later = compareStamps(a.updated, b.updated);
  if (later !== 0) return later > 0 ? a : b;
  return JSON.stringify(a) >= JSON.stringify(b) ? a : b;
}

/** What of the known issues still matters: those that are waited for, what they wait for in turn, and what the same people hold. */
export function worthKeeping(wanted: Iterable<string>, known: ReadonlyMap<string, BeadElsewhere>): Map<string, BeadElsewhere> {
  const kept = new Map<string, BeadElsewhere>();
  const holders = new Set<string>();
  const open = [...wanted];
  const below = Map.groupBy(known.values(), ({ parent }) => parent ?? "");
  const held = Map.groupBy(known.values(), ({ holder }) => holder ?? "");
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const bead = known.get(id);
    if (bead === undefined || kept.has(id)) continue;
    kept.set(id, bead);
    open.push(...bead.needs.map((need) => need.id), ...(bead.parent === null ? [] : [bead.parent]));
    open.push(...(below.get(id) ?? []).map((child) => child.id));
    if (bead.holder === null || holders.has(bead.holder)) continue;
    holders.add(bead.holder);
    open.push(...(held.get(bead.holder) ?? []).map((other) => other.id));
  }
  return kept;
}

/** How addresses of other projects are shown: by short names, wherever those tell the projects apart that a ledger names. */
export type Shorten = (id: string) => string;

/** Shortens addresses among these identities of other projects; a name that two of them share, or that is our own, stays long. */
export function shortenAmong(identities: Iterable<string>, own: ReadonlySet<string>): Shorten {
  const named = Map.groupBy(new Set(identities), shortName);
  return (id) => {
    const { project, id: bare } = splitAddress(id);
    if (project === "") return id;
    const short = shortName(project);
    return own.has(short) || (named.get(short) ?? []).some((other) => other !== project) ? id : `${short}:${bare}`;
  };
}

import type { Lease } from "./claim.ts";
import type { Issue } from "./issue.ts";
import { isLive } from "./lease.ts";
import { compareStamps, toMilliseconds } from "./time.ts";

/** Why an issue is not ready, one entry a reason. `id` is the bead that stands in the way, where there is one. */
export interface Hindrance {
  readonly kind:
    | "status" // closed, deferred, proposed: in `detail`
    | "type" // not workable
    | "claimed" // a live claim: `detail` is the holder
    | "needs" // `id` is not closed
    | "needs-success" // `id` closed as failed and the edge asks for success
    | "needs-unknown" // `id` is not known here (another project's, or missing)
    | "cycle" // part of a cycle of needs and parents
    | "ancestor-blocked" // `id` is the ancestor
    | "ancestor-deferred" // `id` is the ancestor; `detail` until when, if known
    | "deferred-until" // `detail` is the time
    | "gated" // the open question `id` gates it; `detail` until when, if it falls to a default
    | "assigned" // `detail` is to whom
    | "circuit-open"; // three failed or expired ends in a row
  readonly id: string | null;
  readonly detail: string | null;
}

/** An open question that keeps an issue from being ready until somebody answers it, or until it falls to its default. */
export interface Gate {
  readonly id: string;
  /** When it falls to its default; null: never. */
  readonly until: string | null;
}

/** What the law of readiness asks of the rest of the ledger. */
export interface Graph {
  issue(id: string): Pick<Issue, "id" | "status" | "type" | "parent" | "needs" | "defer_until" | "closed"> | undefined;
  isWorkable(type: string): boolean;
  /** Questions that nobody answered and that gate the issue, whatever the time. */
  gatesOf(id: string): readonly Gate[];
  /** True if the issue's circuit breaker is open; absent where no breaker is kept. */
  isCircuitOpen?(id: string): boolean;
  /** False where an issue is surely on no cycle (see `findSuspects`), which spares looking; absent where nothing is known. */
  mayBeOnCycle?(id: string): boolean;
}

/** What readiness looks at in an issue. */
export type Node = NonNullable<ReturnType<Graph["issue"]>>;

/** A gate that time lifts. */
export interface TimedGate {
  readonly id: string;
  readonly until: string;
  /** The ancestor that it gates; null: the issue itself. */
  readonly of: string | null;
}

/** The part of readiness that depends on neither time nor person: what the index keeps for each issue. */
export interface Standing {
  readonly hindrances: readonly Hindrance[];
  /** The latest `defer_until` of the issue and its ancestors; not ready before it. */
  readonly hold_until: string | null;
  /** The ancestor that `hold_until` is of; absent or null where it is the issue's own. */
  readonly held_by?: string | null;
  /** Gates of the issue and its ancestors that fall to a default: they hinder until then. Absent where there are none. */
  readonly gates?: readonly TimedGate[];
}

/** When and for whom readiness is asked. Times in milliseconds since 1970 UTC. */
export interface Moment {
  readonly now: number;
  /**
   * The time up to which an expiry can be known: now where the project has no remote, else the start of the last fetch that
   * succeeded (0 if none did). A claim is over only when its `until` plus five minutes lies before this *and* before now.
   */
  readonly known: number;
  /** The name of the asker (`dave/vc`, `@steve`): an issue assigned to somebody else is not ready for them. */
  readonly me: string;
}

/** The part of readiness that depends on neither time nor person. */
export function standing(issue: Node, graph: Graph): Standing {
  if (issue.status === "closed") return { hindrances: [hindrance("status", null, "closed")], hold_until: null };
  const { ancestors, loop } = climb(issue, graph);
  const hindrances = [
    ...(issue.status === "open" ? [] : [hindrance("status", null, issue.status)]),
    ...(graph.isWorkable(issue.type) ? [] : [hindrance("type", null, issue.type)]),
    ...unmet(issue, graph),
    ...(loop.has(issue.id) || isOnCycle(issue, ancestors, graph) ? [hindrance("cycle", null, null)] : []),
    ...ancestors.flatMap((ancestor) => hindrancesOfAncestor(ancestor, loop, graph)),
    ...graph.gatesOf(issue.id).flatMap(({ id, until }) => (until === null ? [hindrance("gated", id, null)] : [])),
    ...(graph.isCircuitOpen?.(issue.id) ? [hindrance("circuit-open", null, null)] : []),
  ];
  const gates = timedGates(issue, ancestors, hindrances, graph);
  return { hindrances, ...hold(issue, ancestors), ...(gates.length === 0 ? {} : { gates }) };
}

/** Why an issue is not ready for somebody at a moment; empty if it is. A closed issue is hindered by nothing else. */
export function hindrancesAt(
  place: Standing,
  issue: Pick<Issue, "status" | "assignee">,
  lease: Lease | null | undefined,
  moment: Moment,
): readonly Hindrance[] {
  if (issue.status === "closed") return place.hindrances;
  const found = [...place.hindrances];
  if (lease && isLive(lease, moment)) found.push(hindrance("claimed", null, lease.by));
  if (place.hold_until !== null && toMilliseconds(place.hold_until) > moment.now) {
    const by = place.held_by ?? null;
    found.push(hindrance(by === null ? "deferred-until" : "ancestor-deferred", by, place.hold_until));
  }
  if (place.gates !== undefined) found.push(...closedGates(place.gates, moment.now));
  if (issue.assignee !== null && issue.assignee !== moment.me) found.push(hindrance("assigned", null, issue.assignee));
  return found;
}

/** True if nothing stands in the way. */
export function isReady(
  place: Standing,
  issue: Pick<Issue, "status" | "assignee">,
  lease: Lease | null | undefined,
  moment: Moment,
): boolean {
  return hindrancesAt(place, issue, lease, moment).length === 0;
}

/** The order of ready work: priority, then oldest first, then id. */
export function compareReady(
  a: Pick<Issue, "priority" | "created" | "id">,
  b: Pick<Issue, "priority" | "created" | "id">,
): number {
  return a.priority - b.priority || compareStamps(a.created, b.created) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function hindrance(kind: Hindrance["kind"], id: string | null, detail: string | null): Hindrance {
  return { kind, id, detail };
}

const NO_LOOP: ReadonlySet<string> = new Set();

/** The ancestors, nearest first, and the ids of the loop that their chain runs into, if it does. */
function climb(issue: Node, graph: Graph): { ancestors: readonly Node[]; loop: ReadonlySet<string> } {
  const ancestors: Node[] = [];
  const seen = new Set([issue.id]);
  for (let id = issue.parent; id !== null; ) {
    if (seen.has(id)) return { ancestors, loop: new Set([...seen].slice([...seen].indexOf(id))) };
    seen.add(id);
    const parent = graph.issue(id);
    if (parent === undefined) break;
    ancestors.push(parent);
    id = parent.parent;
  }
  return { ancestors, loop: NO_LOOP };
}

/** The needs that are not met yet. What is not known here, such as another project's issue, counts as open. */
function unmet(issue: Node, graph: Graph): readonly Hindrance[] {
  const found: Hindrance[] = [];
  for (const need of issue.needs) {
    const other = graph.issue(need.id);
    if (other === undefined) found.push(hindrance("needs-unknown", need.id, null));
    else if (other.status !== "closed") found.push(hindrance("needs", need.id, null));
    else if (need.needs_success && other.closed?.outcome === "failed") found.push(hindrance("needs-success", need.id, null));
  }
  return found;
}

/** A closed ancestor is done: it neither blocks nor defers. One on a loop of parents counts as blocked. */
function hindrancesOfAncestor(ancestor: Node, loop: ReadonlySet<string>, graph: Graph): readonly Hindrance[] {
  if (ancestor.status === "closed") return [];
  if (ancestor.status === "deferred") return [hindrance("ancestor-deferred", ancestor.id, ancestor.defer_until)];
  const blocked =
    loop.has(ancestor.id) || unmet(ancestor, graph).length > 0 || graph.gatesOf(ancestor.id).some(({ until }) => until === null);
  return blocked ? [hindrance("ancestor-blocked", ancestor.id, null)] : [];
}

/** The gates that time lifts. An ancestor that stands in the way as it is needs no more reasons. */
function timedGates(
  issue: Node,
  ancestors: readonly Node[],
  hindrances: readonly Hindrance[],
  graph: Graph,
): readonly TimedGate[] {
  const told = new Set(hindrances.filter(({ kind }) => kind.startsWith("ancestor")).map(({ id }) => id));
  const free = ancestors.filter(({ id, status }) => status !== "closed" && !told.has(id));
  const gatesOf = (id: string, of: string | null) =>
    graph.gatesOf(id).flatMap((gate) => (gate.until === null ? [] : [{ id: gate.id, until: gate.until, of }]));
  return [...gatesOf(issue.id, null), ...free.flatMap(({ id }) => gatesOf(id, id))];
}

/** Those that have not fallen to their default yet; of an ancestor, that it is blocked, once. */
function closedGates(gates: readonly TimedGate[], now: number): readonly Hindrance[] {
  const closed = gates.filter(({ until }) => toMilliseconds(until) > now);
  const ancestors = new Set(closed.map(({ of }) => of).filter((of) => of !== null));
  return [
    ...closed.filter(({ of }) => of === null).map(({ id, until }) => hindrance("gated", id, until)),
    ...[...ancestors].map((of) => hindrance("ancestor-blocked", of, null)),
  ];
}

/** True if the issue waits for itself: through needs and parents back to it, or to an ancestor that cannot close before it. */
function isOnCycle(issue: Node, ancestors: readonly Node[], graph: Graph): boolean {
  if (graph.mayBeOnCycle?.(issue.id) === false) return false;
  const closesLater = new Set([issue.id, ...ancestors.map((ancestor) => ancestor.id)]);
  const seen = new Set<string>();
  const open = [issue];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.status === "closed" || seen.has(node.id)) continue;
    seen.add(node.id);
    for (const need of node.needs) {
      const other = graph.issue(need.id);
      if (other === undefined || other.status === "closed") continue;
      if (closesLater.has(need.id)) return true;
      open.push(other);
    }
    const parent = node.parent === null ? undefined : graph.issue(node.parent);
    if (parent?.id === issue.id) return true;
    if (parent !== undefined) open.push(parent);
  }
  return false;
}

/** The latest `defer_until` of the issue and its ancestors that are not closed. */
function hold(issue: Node, ancestors: readonly Node[]): Pick<Standing, "hold_until" | "held_by"> {
  let until = issue.defer_until;
  let by: string | null = null;
  for (const ancestor of ancestors) {
    if (ancestor.status === "closed" || ancestor.defer_until === null) continue;
    if (until !== null && compareStamps(ancestor.defer_until, until) <= 0) continue;
    until = ancestor.defer_until;
    by = ancestor.id;
  }
  return { hold_until: until, held_by: by };
}

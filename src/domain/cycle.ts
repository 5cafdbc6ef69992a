import type { Issue } from "./issue.ts";

/** What the search for cycles asks of the ledger. */
export interface EdgeGraph {
  issue(id: string): Pick<Issue, "id" | "status" | "needs" | "parent"> | undefined;
  /** Ids of the issues whose parent this one is. */
  children(id: string): readonly string[];
}

/** Edges that are to be added to an issue. A parent replaces the one it has; null takes it away. */
export interface NewEdges {
  readonly needs?: readonly string[];
  readonly parent?: string | null;
}

/**
 * A moment in an issue's life: `start` waits until its needs are closed and its parent can start; `close` waits for its own start and for
 * its children to close. A cycle among moments is work that waits for itself, across parents as well.
 */
type Moment = `${"start" | "close"} ${string}`;

type Edges = (moment: Moment) => readonly Moment[];

/** The ids along a cycle that the new edges of an issue would make, that issue first and last; undefined if there is none. */
export function findCycle(graph: EdgeGraph, from: string, added: NewEdges): readonly string[] | undefined {
  if (added.needs?.includes(from) || added.parent === from) return [from, from];
  const edges = edgesOf(withEdges(graph, from, added));
  for (const first of edges(`start ${from}`)) {
    const path = findPath(edges, first, `start ${from}`);
    if (path) return [from, ...idsAlong(path, from)];
  }
  return undefined;
}

/** Every cycle of needs and parents among issues that are not closed, as sorted lists of ids; parents that a cycle runs through included. */
export function findCycles(ids: Iterable<string>, graph: EdgeGraph): readonly (readonly string[])[] {
  const edges = edgesOf(withoutClosed(graph));
  const moments: Moment[] = [];
  for (const id of ids) moments.push(`start ${id}`, `close ${id}`);
  const knots = new Map(
    findKnots(moments, edges)
      .map((knot) => [...new Set(knot.map(idOf))].sort())
      .map((knot) => [knot.join("\n"), knot]),
  );
  const cycles = [...knots.values()];
  return cycles.sort((a, b) => ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1));
}

/**
 * Everything that some issues wait for until they can close, themselves included. What is closed or not known leads no further.
 */
export function waitedForToClose(ids: Iterable<string>, graph: EdgeGraph): Set<string> {
  return reached(
    [...ids].map((id): Moment => `close ${id}`),
    graph,
  );
}

/** Everything that an issue waits for until it can be worked on. */
export function waitedForToStart(id: string, graph: EdgeGraph): Set<string> {
  const found = reached([`start ${id}`], graph);
  found.delete(id);
  return found;
}

function reached(from: readonly Moment[], graph: EdgeGraph): Set<string> {
  const edges = edgesOf(withoutClosed(graph));
  const seen = new Set(from);
  for (const moment of seen) for (const next of edges(moment)) seen.add(next);
  return new Set([...seen].map(idOf));
}

function edgesOf(graph: EdgeGraph): Edges {
  return (moment) => {
    const issue = graph.issue(idOf(moment));
    if (issue === undefined) return [];
    if (moment.startsWith("close ")) {
      return [`start ${issue.id}`, ...graph.children(issue.id).map((id): Moment => `close ${id}`)];
    }
    const needs = issue.needs.map((need): Moment => `close ${need.id}`);
    return issue.parent === null ? needs : [...needs, `start ${issue.parent}`];
  };
}

function idOf(moment: Moment): string {
  return moment.slice(6);
}

function withEdges(graph: EdgeGraph, from: string, added: NewEdges): EdgeGraph {
  const old = graph.issue(from);
  const parent = added.parent === undefined ? (old?.parent ?? null) : added.parent;
  const needs = [...(old?.needs ?? []), ...(added.needs ?? []).map((id) => ({ id, needs_success: false }))];
  const changed = { id: from, status: old?.status ?? ("open" as const), needs, parent };
  return {
    issue: (id) => (id === from ? changed : graph.issue(id)),
    children: (id) => {
      const others = graph.children(id).filter((child) => child !== from);
      return id === parent ? [...others, from] : others;
    },
  };
}

function withoutClosed(graph: EdgeGraph): EdgeGraph {
  return {
    issue: (id) => {
      const issue = graph.issue(id);
      return issue?.status === "closed" ? undefined : issue;
    },
    children: (id) => graph.children(id),
  };
}

/** A path between two moments, both ends included, by depth-first search without recursion. */
function findPath(edges: Edges, from: Moment, to: Moment): readonly Moment[] | undefined {
  const cameFrom = new Map<Moment, Moment | null>([[from, null]]);
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return trace(cameFrom, at);
    for (const next of edges(at)) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      open.push(next);
    }
  }
  return undefined;
}

function trace(cameFrom: ReadonlyMap<Moment, Moment | null>, end: Moment): readonly Moment[] {
  const path: Moment[] = [];
  for (let at: Moment | null = end; at !== null; at = cameFrom.get(at) ?? null) path.unshift(at);
  return path;
}

/** The issues of a path, each once in a row. */
function idsAlong(path: readonly Moment[], before: string): readonly string[] {
  let last = before;
  return path.map(idOf).filter((id, i) => {
    const first = id !== last || (i === path.length - 1 && path.length === 1);
    last = id;
    return first;
  });
}

/** The strongly connected sets of more than one moment, or of one that waits for itself. */
function findKnots(moments: readonly Moment[], edges: Edges): readonly Moment[][] {
  const search = new KnotSearch(edges);
  for (const moment of moments) search.from(moment);
  return search.knots;
}

interface Frame {
  readonly moment: Moment;
  readonly next: readonly Moment[];
  at: number;
}

/** Tarjan's search for strongly connected sets, without recursion: a chain of needs may be longer than the stack. */
class KnotSearch {
  readonly knots: Moment[][] = [];
  readonly #edges: Edges;
  readonly #order = new Map<Moment, number>();
  readonly #low = new Map<Moment, number>();
  readonly #stack: Moment[] = [];
  readonly #stacked = new Set<Moment>();

  constructor(edges: Edges) {
    this.#edges = edges;
  }

  from(root: Moment): void {
    const frames = this.#order.has(root) ? [] : [this.#enter(root)];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const next = frame.next[frame.at++];
      if (next === undefined) {
        frames.pop();
        this.#leave(frame.moment);
        const above = frames.at(-1);
        if (above) this.#lower(above.moment, this.#low.get(frame.moment) ?? 0);
      } else if (!this.#order.has(next)) frames.push(this.#enter(next));
      else if (this.#stacked.has(next)) this.#lower(frame.moment, this.#order.get(next) ?? 0);
    }
  }

  #enter(moment: Moment): Frame {
    this.#low.set(moment, this.#order.size);
    this.#order.set(moment, this.#order.size);
    this.#stack.push(moment);
    this.#stacked.add(moment);
    return { moment, next: this.#edges(moment), at: 0 };
  }

  #lower(moment: Moment, to: number): void {
    this.#low.set(moment, Math.min(this.#low.get(moment) ?? to, to));
  }

  #leave(moment: Moment): void {
    if (this.#low.get(moment) !== this.#order.get(moment)) return;
    const knot = this.#stack.splice(this.#stack.lastIndexOf(moment));
    for (const member of knot) this.#stacked.delete(member);
    if (knot.length > 1 || this.#edges(moment).includes(moment)) this.knots.push(knot);
  }
}

import { type EdgeGraph, waitedForToStart } from "./cycle.ts";

/** An issue that somebody has claimed. */
export interface Hold {
  readonly issue: string;
  readonly by: string;
}

/** Who waits for whom: `by` holds an issue that cannot be worked on before another one is closed, which `held_by` holds. */
export interface Wait {
  readonly by: string;
  readonly holds: string;
  readonly waits_for: string;
  readonly held_by: string;
}

/** Agents who wait for each other, in a ring: each one's `held_by` is the next one's `by`. */
export type Standoff = readonly Wait[];

/**
 * Every shortest ring of agents of whom each holds an issue that waits for one that the next holds. No issue need wait for itself: somebody
 * of the ring can mostly go on with something else, but nobody can know that who does not see the others.
 */
export function findStandoffs(holds: readonly Hold[], graph: EdgeGraph): readonly Standoff[] {
  const waits = waitsBetween(holds, graph);
  const found = new Map<string, Standoff>();
  for (const by of [...waits.keys()].sort()) {
    const ring = shortestRing(by, waits);
    const agents = (ring ?? []).map((wait) => wait.by).sort();
    const key = agents.join("\n");
    if (ring !== undefined && !found.has(key)) found.set(key, ring);
  }
  return [...found.values()];
}

/** Of each two agents the first wait of the one for the other, by the order of their issues. */
function waitsBetween(holds: readonly Hold[], graph: EdgeGraph): ReadonlyMap<string, readonly Wait[]> {
  const holders = new Map(holds.map(({ issue, by }) => [issue, by]));
  const waits = new Map<string, Map<string, Wait>>();
  for (const { issue, by } of holds.toSorted((a, b) => (a.issue < b.issue ? -1 : 1))) {
    for (const ahead of waitedForToStart(issue, graph)) {
      const held_by = holders.get(ahead);
      if (held_by === undefined || held_by === by || graph.issue(ahead)?.status === "closed") continue;
      const known = waits.get(by) ?? new Map<string, Wait>();
      waits.set(by, known);
      if (!known.has(held_by)) known.set(held_by, { by, holds: issue, waits_for: ahead, held_by });
    }
  }
  return new Map([...waits].map(([by, known]) => [by, [...known.values()]]));
}

/** The shortest way from an agent over waits back to that agent, breadth first. */
function shortestRing(start: string, waits: ReadonlyMap<string, readonly Wait[]>): Standoff | undefined {
  const cameBy = new Map<string, Wait>();
  const open = [start];
  for (const agent of open) {
    for (const wait of waits.get(agent) ?? []) {
      if (wait.held_by === start) return traced(start, wait, cameBy);
      if (cameBy.has(wait.held_by)) continue;
      cameBy.set(wait.held_by, wait);
      open.push(wait.held_by);
    }
  }
  return undefined;
}

function traced(start: string, last: Wait, cameBy: ReadonlyMap<string, Wait>): Standoff {
  const ring = [last];
  for (let at = last; at.by !== start; ) {
    at = cameBy.get(at.by) as Wait;
    ring.unshift(at);
  }
  return ring;
}

import { type EdgeGraph, findCycle } from "../../domain/cycle.ts";
import type { Issue } from "../../domain/issue.ts";
import { BeadsError } from "../../errors.ts";
import type { State } from "../state.ts";

/** Refuses edges of needs and parents that would close a circle. `touched` are the issues whose edges are new. */
export function refuseCycles(state: State, after: ReadonlyMap<string, Issue>, touched: Iterable<string>): BeadsError | undefined {
  const graph = laidOver(state, after);
  for (const id of touched) {
    const issue = after.get(id);
    const itself = issue?.parent === id || issue?.needs.some((need) => need.id === id);
    const cycle = itself === true ? [id, id] : findCycle(graph, id, {});
    if (cycle !== undefined) return cycleError(cycle);
  }
  return undefined;
}

/** The ledger's edges as they will be with the changed issues in it. */
function laidOver(state: State, after: ReadonlyMap<string, Issue>): EdgeGraph {
  return {
    issue: (id) => after.get(id) ?? state.snapshot.issue(id),
    children: (id) => [
      ...state.snapshot.children(id).filter((child) => !after.has(child)),
      ...[...after.values()].filter((issue) => issue.parent === id).map((issue) => issue.id),
    ],
  };
}

/** The refusal of a cycle; the first id stands at its end again. */
function cycleError(cycle: readonly string[]): BeadsError {
  if (new Set(cycle).size === 1) {
    return new BeadsError("conflict", "SELF_DEPENDENCY", `${cycle[0]} cannot wait for itself.`, { fields: { cycle } });
  }
  return new BeadsError("conflict", "DEPENDENCY_CYCLE", `That would make a cycle: ${cycle.join(" -> ")}.`, { fields: { cycle } });
}

import { type EdgeGraph, findCycles } from "../../domain/cycle.ts";
import type { Issue } from "../../domain/issue.ts";
import type { Connection } from "./connection.ts";

type Node = Pick<Issue, "id" | "status"> & { needs: { id: string; needs_success: boolean }[]; parent: string | null };

const EDGES = `SELECT e.source, e.kind, e.target FROM issue i CROSS JOIN edge e ON e.target = i.id AND e.kind IN ('needs', 'parent')
  CROSS JOIN issue s ON s.id = e.source WHERE i.status <> 'closed' AND s.status <> 'closed'`;

/** Ids on a cycle of needs and parents, one sorted list a cycle. Only edges between issues that are not closed are read. */
export function readCycles(connection: Connection): readonly (readonly string[])[] {
  const nodes = new Map<string, Node>();
  const children = new Map<string, string[]>();
  const nodeOf = (id: string): Node => {
    const known = nodes.get(id) ?? { id, status: "open", needs: [], parent: null };
    nodes.set(id, known);
    return known;
  };
  for (const { source, kind, target } of connection.iterate<{ source: string; kind: string; target: string }>(EDGES)) {
    nodeOf(target);
    if (kind === "needs") nodeOf(source).needs.push({ id: target, needs_success: false });
    else {
      nodeOf(source).parent = target;
      if (!children.get(target)?.push(source)) children.set(target, [source]);
    }
  }
  const graph: EdgeGraph = { issue: (id) => nodes.get(id), children: (id) => children.get(id) ?? [] };
  return findCycles([...nodes.keys()].sort(), graph);
}

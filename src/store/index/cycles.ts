import { isElsewhere } from "../../domain/address.ts";
import { type EdgeGraph, findCycles } from "../../domain/cycle.ts";
import type { BeadElsewhere } from "../../domain/elsewhere.ts";
import type { Issue } from "../../domain/issue.ts";
import type { Connection } from "./connection.ts";
import { readElsewhere } from "./elsewhere.ts";

type Node = Pick<Issue, "id" | "status"> & { needs: { id: string; needs_success: boolean }[]; parent: string | null };

interface Edge {
  readonly source: string;
  readonly kind: string;
  readonly target: string;
}

const EDGES = `SELECT e.source, e.kind, e.target FROM issue i CROSS JOIN edge e ON e.target = i.id AND e.kind IN ('needs', 'parent')
  CROSS JOIN issue s ON s.id = e.source WHERE i.status <> 'closed' AND s.status <> 'closed'`;

const EDGES_TO = `SELECT e.source, e.kind, e.target FROM edge e JOIN issue s ON s.id = e.source
  WHERE e.target = ? AND e.kind = 'needs' AND s.status <> 'closed'`;

/**
 * Ids on a cycle of needs and parents, one sorted list a cycle. Only edges between issues that are not closed are read. A cycle through other
 * projects counts where one of our issues is on it, as far as is known here.
 */
export function readCycles(connection: Connection): readonly (readonly string[])[] {
  const graph = new Graph();
  for (const edge of connection.iterate<Edge & object>(EDGES)) graph.add(edge);
  for (const edge of edgesElsewhere(connection)) graph.add(edge);
  return findCycles([...graph.ids()].sort(), graph).filter((cycle) => !cycle.every(isElsewhere));
}

class Graph implements EdgeGraph {
  readonly #nodes = new Map<string, Node>();
  readonly #children = new Map<string, string[]>();

  ids(): Iterable<string> {
    return this.#nodes.keys();
  }

  issue(id: string): Node | undefined {
    return this.#nodes.get(id);
  }

  children(id: string): readonly string[] {
    return this.#children.get(id) ?? [];
  }

  add({ source, kind, target }: Edge): void {
    this.#node(target);
    if (kind === "needs") this.#node(source).needs.push({ id: target, needs_success: false });
    else {
      this.#node(source).parent = target;
      if (!this.#children.get(target)?.push(source)) this.#children.set(target, [source]);
    }
  }

  #node(id: string): Node {
    const known = this.#nodes.get(id) ?? { id, status: "open", needs: [], parent: null };
    this.#nodes.set(id, known);
    return known;
  }
}

/** Edges to, from and among open issues of other projects. */
function edgesElsewhere(connection: Connection): Edge[] {
  const beads = [...readElsewhere(connection).values()].filter((bead) => bead.status !== "closed");
  const known = new Set(beads.map(({ id }) => id));
  const isOpen = (id: string) =>
    isElsewhere(id) ? known.has(id) : connection.get("SELECT 1 FROM issue WHERE id = ? AND status <> 'closed'", id) !== undefined;
  return beads.flatMap((bead) => [
    ...connection.all<Edge & object>(EDGES_TO, bead.id),
    ...edgesFrom(bead).filter(({ target }) => isOpen(target)),
  ]);
}

function edgesFrom({ id, needs, parent }: BeadElsewhere): Edge[] {
  const edges = needs.map((need): Edge => ({ source: id, kind: "needs", target: need.id }));
  return parent === null ? edges : [...edges, { source: id, kind: "parent", target: parent }];
}

import { isElsewhere } from "../domain/address.ts";
import { layersOf, longestChain } from "../domain/layers.ts";
import type { Row } from "../store/snapshot.ts";
import { edgesAmong } from "./edges.ts";
import { cutOut } from "./graph/cut-out.ts";
import { type GraphSite, inScope } from "./graph/scope.ts";
import { type Link, linksIn } from "./link.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

export interface GraphInput {
  /** Issues as typed: they, what they wait for and what waits for them. None: the project. */
  readonly ids: readonly string[];
  /** How far from those; null: as far as it goes. */
  readonly depth: number | null;
  /** What is closed, and what stands alone, too. */
  readonly all: boolean;
  /** At most so many issues. */
  readonly most: number;
}

/** An issue in the picture. */
export interface GraphNode extends Link {
  readonly type: string | null;
  readonly priority: number | null;
  /** From 0; each stands in a higher one than what it waits for. */
  readonly layer: number;
  /** On the longest chain of open work. */
  readonly critical: boolean;
  /** On a cycle: it can never become ready. */
  readonly cyclic: boolean;
  /** It was asked for by its id. */
  readonly named: boolean;
}

/** `to` waits for `from`: since it needs it, or since it is its parent and closes last. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: "needs" | "parent";
  readonly critical: boolean;
  readonly cyclic: boolean;
  /** It closes a circle, and leads to a layer that is not higher. */
  readonly back: boolean;
}

/** What waits for what. */
export interface GraphResult {
  readonly project: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The longest chain of open work, what comes first first. */
  readonly critical: readonly string[];
  readonly cycles: readonly (readonly string[])[];
  /** How many issues and edges there would be. */
  readonly total: number;
  readonly total_edges: number;
  /** Open issues that wait for nothing and that nothing waits for; they are left out. */
  readonly alone: number;
}

/**
 * Who waits for whom among some issues or in the whole project, in layers. Where there are too many, what is on the longest chain or on a
 * cycle stays, then what has most to do with others.
 * @throws what `resolveId` throws
 */
export async function graph(workspace: Workspace, input: GraphInput): Promise<GraphResult> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const named = new Set(input.ids.map((id) => resolveId(snapshot, id, { exact: false })));
  const site: GraphSite = { snapshot, moment, elsewhere: edgesAmong(snapshot), all: input.all };
  const rows = inScope(site, named, input.depth);
  const edges = edgesIn(site, rows);
  const touched = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const ids = [...rows.keys()].filter((id) => input.all || named.has(id) || touched.has(id));
  const isOpen = (id: string) => isElsewhere(id) || rows.get(id)?.issue.status !== "closed";
  const critical = longestChain(
    ids.filter(isOpen),
    edges.filter(({ from, to }) => isOpen(from) && isOpen(to)),
  );
  const cycles = snapshot.cycles().filter((cycle) => cycle.some((id) => rows.has(id)));
  const marks = { named, critical: new Set(critical), cyclic: new Set(cycles.flat()) };
  const kept = cutOut({ ids, edges, most: input.most, rows }, marks);
  const layers = layersOf(kept.ids, kept.edges);
  const link = linksIn({ workspace, snapshot, moment });
  return {
    project: snapshot.project.name,
    nodes: kept.ids.map((id) => ({
      ...(rows.get(id) === undefined ? link(id) : linkOf(rows.get(id) as Row)),
      ...{ type: rows.get(id)?.issue.type ?? null, priority: rows.get(id)?.issue.priority ?? null },
      layer: layers.layer.get(id) ?? 0,
      ...{ critical: marks.critical.has(id), cyclic: marks.cyclic.has(id), named: named.has(id) },
    })),
    edges: kept.edges.map((edge) => ({
      ...edge,
      critical: critical[critical.indexOf(edge.from) + 1] === edge.to && marks.critical.has(edge.from),
      cyclic: cycles.some((cycle) => cycle.includes(edge.from) && cycle.includes(edge.to)),
      back: layers.back.has(edge),
    })),
    ...{ critical, cycles, total: ids.length, total_edges: edges.length, alone: rows.size - ids.length },
  };
}

/** What is known of a row already need not be looked up. */
function linkOf({ computed, holder, issue }: Row): Link {
  return { id: issue.id, address: null, title: issue.title, status: computed, holder, seen: null, seen_seconds_ago: null };
}

type Edge = Pick<GraphEdge, "from" | "to" | "kind">;

function edgesIn({ elsewhere }: GraphSite, rows: ReadonlyMap<string, Row | undefined>): Edge[] {
  return [...rows].flatMap(([id, row]): Edge[] => {
    const issue = row?.issue ?? elsewhere.issue(id);
    if (issue === undefined) return [];
    const needs = issue.needs.filter((need) => rows.has(need.id)).map((need): Edge => ({ from: need.id, to: id, kind: "needs" }));
    const needed = new Set(needs.map(({ from }) => from));
    const parent = issue.parent !== null && rows.has(issue.parent) ? [issue.parent] : [];
    return [...needs.filter(({ from }) => needed.delete(from)), ...parent.map((to): Edge => ({ from: id, to, kind: "parent" }))];
  });
}

import type { Issue } from "../../domain/issue.ts";

/** One bead that names another, and under which key. */
export interface Edge {
  readonly source: string;
  readonly kind: "needs" | "parent" | "related" | "discovered_from" | "duplicate_of" | "superseded_by";
  readonly target: string;
}

/** Everything that an issue names. */
export function edgesOf(issue: Issue): Edge[] {
  const source = issue.id;
  const edges: Edge[] = issue.needs.map((need) => ({ source, kind: "needs", target: need.id }));
  for (const kind of ["related", "discovered_from"] as const)
    for (const target of issue[kind]) edges.push({ source, kind, target });
  for (const kind of ["parent", "duplicate_of", "superseded_by"] as const) {
    const target = issue[kind];
    if (target !== null) edges.push({ source, kind, target });
  }
  return edges;
}

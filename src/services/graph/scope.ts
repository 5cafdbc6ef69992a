import { isElsewhere } from "../../domain/address.ts";
import type { EdgeGraph } from "../../domain/cycle.ts";
import type { Moment } from "../../domain/readiness.ts";
import type { Row, Snapshot } from "../../store/snapshot.ts";

/** Where a graph looks things up. */
export interface GraphSite {
  readonly snapshot: Snapshot;
  readonly moment: Moment;
  readonly elsewhere: EdgeGraph;
  /** What is closed, too. */
  readonly all: boolean;
}

/** The issues of a picture by id, those of other projects (or missing ones) without a row. */
export function inScope(site: GraphSite, named: ReadonlySet<string>, depth: number | null): Map<string, Row | undefined> {
  const rows = new Map<string, Row | undefined>();
  if (named.size > 0) {
    const far = depth ?? Number.POSITIVE_INFINITY;
    for (const steps of [stepsBefore, stepsBehind]) reach(site, steps, { named, far, rows });
    return rows;
  }
  const statuses = site.all ? {} : { statuses: ["open", "deferred", "proposed"] as const };
  for (const row of site.snapshot.rows(statuses, site.moment)) rows.set(row.issue.id, row);
  // A set or map is walked with what is added to it meanwhile: what is needed elsewhere may wait for more elsewhere.
  for (const [id, row] of rows) {
    for (const need of row?.issue.needs ?? site.elsewhere.issue(id)?.needs ?? []) {
      if (isElsewhere(need.id) && !rows.has(need.id) && isWanted(site, need.id)) rows.set(need.id, undefined);
    }
  }
  return rows;
}

interface Reach {
  readonly named: ReadonlySet<string>;
  readonly far: number;
  readonly rows: Map<string, Row | undefined>;
}

function reach(site: GraphSite, steps: (site: GraphSite, id: string) => readonly string[], { named, far, rows }: Reach): void {
  const distance = new Map([...named].map((id) => [id, 0]));
  for (const [id, at] of distance) {
    if (!rows.has(id)) rows.set(id, isElsewhere(id) ? undefined : site.snapshot.row(id, site.moment));
    if (at >= far) continue;
    for (const next of steps(site, id)) if (!distance.has(next) && isWanted(site, next)) distance.set(next, at + 1);
  }
}

/** What it waits for: its needs, and its children, since it closes behind them. */
function stepsBefore({ elsewhere, snapshot }: GraphSite, id: string): readonly string[] {
  const needs = (isElsewhere(id) ? elsewhere.issue(id) : snapshot.issue(id))?.needs ?? [];
  return [...needs.map((need) => need.id), ...elsewhere.children(id)];
}

/** What waits for it. */
function stepsBehind({ snapshot }: GraphSite, id: string): readonly string[] {
  const parent = isElsewhere(id) ? null : (snapshot.issue(id)?.parent ?? null);
  return [...snapshot.dependents(id), ...(parent === null ? [] : [parent])];
}

function isWanted({ all, snapshot }: GraphSite, id: string): boolean {
  const status = (isElsewhere(id) ? snapshot.elsewhere(id) : snapshot.issue(id))?.status;
  return all || status !== "closed";
}

import { isElsewhere } from "../domain/address.ts";
import { type EdgeGraph, waitedForToClose } from "../domain/cycle.ts";
import { type BeadElsewhere, type Crossing, issueFromHere } from "../domain/elsewhere.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import type { KnownProject } from "./discovery.ts";
import { mineOf } from "./mine.ts";
import type { Workspace } from "./workspace.ts";

/** So many issues of one ledger are kept at most: whoever waits for more has nothing from a list of them. */
const MOST = 500;
/** So many issues of one holder are looked at. */
const MOST_HELD = 50;

/**
 * What a ledger of another project says of some of its issues, of all that they wait for, and of what else those hold who hold one of them: so
 * that cycles and agents who wait for each other can be seen from here.
 */
export async function readBeads(site: Workspace, ids: readonly string[], crossing: Crossing): Promise<BeadElsewhere[]> {
  const [snapshot, moment] = await Promise.all([site.ledger.snapshot(), site.ledger.moment()]);
  const rowOf = (id: string) => (isElsewhere(id) ? undefined : snapshot.row(id, moment));
  const heldBy = (holder: string) => snapshot.rows({ holder, limit: MOST_HELD }, moment).map(({ issue }) => issue.id);
  const rows = gather(ids, edgesIn(snapshot), { rowOf, heldBy });
  return [...rows.values()].map((row) => beadOf(snapshot, row, crossing));
}

/** The names under which two projects know themselves and each other. */
export async function crossingTo(workspace: Workspace, site: Workspace, project: KnownProject, named: string): Promise<Crossing> {
  const [here, there] = await Promise.all([workspace.ledger.snapshot(), site.ledger.snapshot()]);
  const { identity, aliases } = there.project;
  return {
    project: named,
    theirs: new Set([site.identity, identity, ...aliases, project.identity, named]),
    ours: mineOf(workspace, here.project).identities,
  };
}

function edgesIn(snapshot: Snapshot): EdgeGraph {
  return { issue: (id) => (isElsewhere(id) ? undefined : snapshot.issue(id)), children: (id) => snapshot.children(id) };
}

interface Ledger {
  rowOf(id: string): Row | undefined;
  heldBy(holder: string): readonly string[];
}

function gather(ids: readonly string[], graph: EdgeGraph, ledger: Ledger): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  const holders = new Set<string>();
  for (let roots = ids; roots.length > 0 && rows.size < MOST; ) {
    const added = [...waitedForToClose(roots, graph)].filter((id) => !rows.has(id)).slice(0, MOST - rows.size);
    for (const id of added) {
      const row = ledger.rowOf(id);
      if (row !== undefined) rows.set(id, row);
    }
    const more = new Set([...rows.values()].map(({ holder }) => holder).filter((holder) => holder !== null));
    const fresh = [...more].filter((holder) => !holders.has(holder));
    for (const holder of fresh) holders.add(holder);
    roots = fresh.flatMap((holder) => ledger.heldBy(holder)).filter((id) => !rows.has(id));
  }
  return rows;
}

function beadOf(snapshot: Snapshot, { issue, holder, lease, updated }: Row, crossing: Crossing): BeadElsewhere {
  const facts = {
    holder,
    until: holder === null ? null : (lease?.until ?? null),
    revisions: snapshot.revisions([issue.id]).length,
    updated,
  };
  return issueFromHere(issue, facts, crossing);
}

import { type Link, linksIn } from "./link.ts";
import { standoffsIn } from "./standoffs.ts";
import type { Workspace } from "./workspace.ts";

/** One agent's part in a ring of agents who wait for each other. */
export interface ShownWait {
  readonly by: string;
  readonly holds: Link;
  readonly waits_for: Link;
  readonly held_by: string;
}

/** What cannot go on by itself. */
export interface DepCycles {
  /** The issues of each cycle of needs and parents, other projects' among them: none of them can become ready. */
  readonly cycles: readonly (readonly Link[])[];
  /** Agents who each hold an issue that waits for one that the next holds. */
  readonly standoffs: readonly (readonly ShownWait[])[];
}

/** Every cycle that arrived by a merge or from another project, since bd itself refuses to make one; and agents who wait for each other. */
export async function depCycles(workspace: Workspace): Promise<DepCycles> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const link = linksIn({ workspace, snapshot, moment });
  return {
    cycles: snapshot.cycles().map((ids) => ids.map(link)),
    standoffs: standoffsIn(snapshot, moment).map((ring) =>
      ring.map(({ by, holds, waits_for, held_by }) => ({ by, holds: link(holds), waits_for: link(waits_for), held_by })),
    ),
  };
}

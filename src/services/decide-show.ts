import type { DecisionMark } from "../domain/decision.ts";
import { type DecisionRow, decisionRows } from "./decisions.ts";
import { type Link, linksIn } from "./link.ts";
import { resolveDecision } from "./resolve-decision.ts";
import { type Whereabouts, whereaboutsOf } from "./whereabouts.ts";
import type { Workspace } from "./workspace.ts";

/** A decision with all that hangs on it. */
export interface ShownDecision {
  readonly row: DecisionRow;
  /** Those of this project who said that they know of it. */
  readonly acks: readonly DecisionMark[];
  /** The projects that are to know of it, with who there does. */
  readonly projects: readonly Whereabouts[];
  /** The issues that wait for it. */
  readonly gated: readonly Link[];
  /** Other decisions that it names, or that name it: with their titles. */
  readonly others: ReadonlyMap<string, DecisionRow>;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** The whole record. @throws what `resolveDecision` throws */
export async function showDecision(workspace: Workspace, { id: typed }: { readonly id: string }): Promise<ShownDecision> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const id = resolveDecision(snapshot, typed, { exact: false });
  const rows = decisionRows(snapshot, moment);
  const row = rows.find((each) => each.id === id) as DecisionRow;
  return {
    row,
    acks: row.marks.filter(({ kind, project }) => kind === "ack" && project === null),
    projects: await whereaboutsOf(workspace, snapshot, { ...row.decision, marks: row.marks }),
    gated: row.decision.gates.map(linksIn({ workspace, snapshot, moment })),
    others: new Map(rows.map((each) => [each.id, each])),
    now: moment.now,
  };
}

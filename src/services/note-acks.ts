import { decisionRows } from "./decisions.ts";
import { whereaboutsOf } from "./whereabouts.ts";
import type { Workspace } from "./workspace.ts";
import { write } from "./write.ts";

/**
 * Writes down who of other projects has acknowledged decisions of this one, as their ledgers on this machine tell: so that every clone of this project
 * knows it. Asked is only where nobody of a project has yet. Answers how many were new.
 */
export async function noteAcks(workspace: Workspace): Promise<number> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  let count = 0;
  for (const { id, decision, marks } of decisionRows(snapshot, moment)) {
    const propagate = decision.propagate.filter((project) => !marks.some((mark) => mark.project === project));
    if (propagate.length === 0) continue;
    for (const { project, acks } of await whereaboutsOf(workspace, snapshot, { id, propagate, marks })) {
      for (const { by, at } of acks) {
        const args = { decision: id, kind: "ack", option: null, related: [], reason: null, force: false } as const;
        const { landing } = await write(workspace, "rule", { ...args, elsewhere: { project, by, at } }, { urgency: "now" });
        if (landing.changed) count += 1;
      }
    }
  }
  return count;
}

import type { Alert } from "../domain/alert.ts";
import { dueRise, riseInterval } from "../domain/escalation.ts";
import { sendAlert } from "./alert.ts";
import { signalLowWater } from "./low-water.ts";
import type { Workspace } from "./workspace.ts";
import { write } from "./write.ts";

/**
 * Makes what time brought: escalations that nobody acknowledged rise. Whoever runs bd next makes that operation, and the clone in which it landed
 * sends the alert; so do alerts that waited for that, or could not be sent before.
 */
export async function tend(workspace: Workspace): Promise<void> {
  const { ledger } = workspace;
  const [snapshot, { now }] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  const every = riseInterval(snapshot.project.settings);
  const due = snapshot.records("escalation", { live_at: now }).filter((record) => dueRise(record, { every, now }) !== null);
  for (const { head } of due) await rise(workspace, head.id);
  await signalLowWater(workspace);
  await workspace.alerts.resume((alert) => hasLanded(workspace, alert));
}

async function rise(workspace: Workspace, escalation: string): Promise<void> {
  const args = { escalation, mark: "rise", reason: null } as const;
  const { landing, result } = await write(workspace, "attend", args, { urgency: "soon" });
  if (!landing.changed || !result.made || landing.op === null) return;
  const record = (await workspace.ledger.snapshot()).record("escalation", escalation);
  if (record !== undefined) await sendAlert(workspace, { event: "risen", op: landing.op, record, landing });
}

/** Null where the operation is in the ledger no more: another clone's was first. */
async function hasLanded({ ledger }: Workspace, { op, id }: Alert): Promise<boolean | null> {
  const record = (await ledger.snapshot()).record("escalation", id);
  if (record === undefined) return null;
  if (record.head.op !== op && !record.parts.some((part) => part.op === op)) return null;
  return (await ledger.health()).pending === 0;
}

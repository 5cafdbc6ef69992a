import type { Alert } from "../domain/alert.ts";
import { dueRise, levelOf, PAUSING_LEVEL, riseInterval } from "../domain/escalation.ts";
import type { StoredRecord } from "../domain/record.ts";
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
  for (const record of due) await rise(workspace, record);
  await signalLowWater(workspace);
  await workspace.alerts.resume((alert) => hasLanded(workspace, alert));
}

async function rise(workspace: Workspace, { head, parts }: StoredRecord<"escalation">): Promise<void> {
  const escalation = head.id;
  const isGrave = levelOf(head, parts) + 1 >= PAUSING_LEVEL;
  const state = isGrave ? await (await import("./state-dump.ts")).stateDump(workspace) : undefined;
  const args = { escalation, mark: "rise" as const, reason: null, ...(state === undefined ? {} : { text: state }) };
  const { landing, result } = await write(workspace, "attend", args, { urgency: "soon" });
  if (!landing.changed || !result.made || landing.op === null) return;
  const record = (await workspace.ledger.snapshot()).record("escalation", escalation);
  if (record !== undefined) await sendAlert(workspace, { event: "risen", op: landing.op, record, landing, state });
}

/** Null where the operation is in the ledger no more: another clone's was first. */
async function hasLanded({ ledger }: Workspace, { op, id }: Alert): Promise<boolean | null> {
  const record = (await ledger.snapshot()).record("escalation", id);
  if (record === undefined) return null;
  if (record.head.id !== op && !record.parts.some((part) => part.op === op)) return null;
  return (await ledger.health()).pending === 0;
}

import type { Alert } from "../domain/alert.ts";
import { CIRCUIT, dueRise, isPausing, levelOf, PAUSING_LEVEL, riseInterval } from "../domain/escalation.ts";
import type { Moment } from "../domain/readiness.ts";
import type { StoredRecord } from "../domain/record.ts";
import type { Snapshot } from "../store/snapshot.ts";
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
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  const { now } = moment;
  const every = riseInterval(snapshot.project.settings);
  for (const record of snapshot.records("escalation", { live_at: now })) {
    if (isSettled(snapshot, moment, record)) await end(workspace, record);
    else if (dueRise(record, { every, now }) !== null && !isAboutClosed(snapshot, record)) await rise(workspace, record);
  }
  await signalLowWater(workspace);
  await workspace.alerts.resume((alert) => hasLanded(workspace, alert));
}

type Raised = StoredRecord<"escalation">;

/** What failed attempts raised is over once they are forgiven, or the issue is closed; where it pauses the project, somebody has to say so. */
function isSettled(snapshot: Snapshot, moment: Moment, { head, parts }: Raised): boolean {
  if (head.issue === null || !head.fingerprint.startsWith(`${CIRCUIT}:${head.issue}:`) || isPausing(head, parts)) return false;
  const row = snapshot.row(head.issue, moment);
  return row !== undefined && !row.hindrances.some(({ kind }) => kind === "circuit-open");
}

/** Nobody is kept from anything by what was escalated about an issue that is closed: it stays, and does not rise. */
function isAboutClosed(snapshot: Snapshot, { head }: Raised): boolean {
  return head.issue !== null && snapshot.issue(head.issue)?.status === "closed";
}

async function end(workspace: Workspace, { head }: Raised): Promise<void> {
  const args = { escalation: head.id, mark: "end", reason: "The attempts were forgiven, or the issue is closed." } as const;
  await write(workspace, "attend", args, { urgency: "soon" });
}

async function rise(workspace: Workspace, { head, parts }: Raised): Promise<void> {
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

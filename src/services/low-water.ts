import { LOW_WATER } from "../domain/escalation.ts";
import type { Moment } from "../domain/readiness.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { Workspace } from "./workspace.ts";
import { write } from "./write.ts";

/** So few issues are ready that whoever plans has to see to more. */
export interface LowWater {
  readonly ready: number;
  readonly mark: number;
}

/** The mark of the setting `ready.low_water`; 0 where nothing is to be said. */
export function lowWaterMark({ project }: Pick<Snapshot, "project">): number {
  return Number(project.settings["ready.low_water"] ?? 0) || 0;
}

/** Null where enough is ready, or nobody asked. */
export function lowWater(snapshot: Snapshot, moment: Moment): LowWater | null {
  const mark = lowWaterMark(snapshot);
  if (mark === 0) return null;
  const ready = snapshot.count({ statuses: ["ready"] }, moment);
  return ready < mark ? { ready, mark } : null;
}

export function lowWaterLine({ ready, mark }: LowWater): string {
  return `Work runs dry: ${ready === 0 ? "nothing" : `only ${ready}`} ready, fewer than ${mark}.`;
}

/** Says once, as an escalation of level 1, that work runs dry; it ends by itself once there is enough again. */
export async function signalLowWater(workspace: Workspace): Promise<void> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  if (lowWaterMark(snapshot) === 0) return;
  const low = lowWater(snapshot, moment);
  const open = snapshot.records("escalation", { live_at: moment.now }).find(({ head }) => head.fingerprint === LOW_WATER);
  if (low !== null && open === undefined) {
    const { raise } = await import("./escalations.ts");
    const title = lowWaterLine(low).replace(/\.$/, "");
    await raise(workspace, { title, level: 1, category: LOW_WATER, fingerprint: LOW_WATER, urgency: "soon" });
  }
  if (low !== null || open === undefined) return;
  const args = { escalation: open.head.id, mark: "end", reason: "There is work again." } as const;
  await write(workspace, "attend", args, { urgency: "soon" });
}

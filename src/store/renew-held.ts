import { nameOf } from "../domain/actor.ts";
import type { Lease } from "../domain/claim.ts";
import { isHolder } from "../domain/lease.ts";
import type { Clone } from "./clone.ts";
import { momentOf } from "./moment.ts";
import { newOperationId } from "./operation-id.ts";
import { writeLocally } from "./write-local.ts";

/** Renews what the writer holds once half of a lease is gone: whoever writes is at work. Reads keep nobody's claim. */
export async function renewHeld(clone: Clone, journalled: boolean): Promise<void> {
  const proof = await clone.proof();
  if (proof.markers.length === 0 && !proof.explicit_session) return;
  const me = nameOf(clone.actor);
  const moment = momentOf(clone, me);
  const held = clone.index.snapshot().rows({ statuses: ["in_progress"], holder: me }, moment);
  for (const { lease } of held) {
    if (lease === null || !isHolder(lease, { ...proof, name: me }) || !isHalfGone(lease, moment.now)) continue;
    const args = { issue: lease.issue, epoch: lease.epoch, lease: lengthOf(lease), proof };
    const operation = { op: newOperationId(clone), verb: "renew", args, actor: clone.actor } as const;
    await writeLocally(clone, operation, { urgency: "soon", journalled, waits: false });
  }
}

function isHalfGone(lease: Lease, now: number): boolean {
  return Date.parse(lease.until) - now < lengthOf(lease) / 2;
}

/** Milliseconds that the claim was made for. */
function lengthOf(lease: Lease): number {
  const hour = 3_600_000;
  return lease.renewals === 0 ? Date.parse(lease.until) - Date.parse(lease.since) : 4 * hour;
}

import { nameOf } from "../domain/actor.ts";
import type { Lease } from "../domain/claim.ts";
import { isDueForRenewal, isHolder } from "../domain/lease.ts";
import { BeadsError } from "../errors.ts";
import { parseClaim } from "../format/claim-file.ts";
import { claimPath } from "../format/paths.ts";
import type { Clone } from "./clone.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { momentOf } from "./moment.ts";
import { newOperationId } from "./operation-id.ts";
import { writeLocally } from "./write-local.ts";

/** A renewal that was made. */
export interface Renewed {
  readonly issue: string;
  readonly op: string;
}

/** Renews what the writer holds once half of a lease is gone: whoever writes is at work. Reads keep nobody's claim. */
export async function renewHeld(clone: Clone, journalled: boolean): Promise<readonly Renewed[]> {
  const proof = await clone.proof();
  if (proof.markers.length === 0 && !proof.explicit_session) return [];
  const me = nameOf(clone.actor);
  const moment = momentOf(clone, me);
  const held = clone.index.snapshot().rows({ statuses: ["in_progress"], holder: me }, moment);
  const renewed: Renewed[] = [];
  for (const { lease } of held) {
    if (lease === null || !isHolder(lease, { ...proof, name: me })) continue;
    const length = await lengthOf(clone, lease);
    if (!isDueForRenewal(lease, moment.now, length)) continue;
    const args = { issue: lease.issue, epoch: lease.epoch, lease: length, proof };
    const operation = { op: newOperationId(clone), verb: "renew", args, actor: clone.actor } as const;
    const made = await writeLocally(clone, operation, { urgency: "soon", journalled, waits: false }).catch(unlessOver);
    if (made !== undefined) renewed.push({ issue: lease.issue, op: operation.op });
  }
  return renewed;
}

/** Milliseconds that the claim was made for: renewals give it as much again. */
async function lengthOf(clone: Clone, { issue, epoch, until, since, renewals }: Lease): Promise<number> {
  if (renewals === 0) return Date.parse(until) - Date.parse(since);
  const path = claimPath(issue, epoch);
  const text = (await clone.repository.readFiles(await readLedgerTip(clone), [path])).get(path)?.toString("utf8");
  const claim = text === undefined ? { at: since, until } : parseClaim(path, text);
  return Date.parse(claim.until) - Date.parse(claim.at);
}

/** A claim that ended meanwhile needs no renewal, and the write that asked for one stands. */
function unlessOver(error: unknown): undefined {
  if (!(error instanceof BeadsError) || error.kind !== "conflict") throw error;
  return undefined;
}

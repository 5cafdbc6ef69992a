import { join } from "node:path";
import type { Clone } from "./clone.ts";
import { fetchLedger, follow } from "./fetch.ts";
import { dropEntry, type JournalEntry, listEntries } from "./journal.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { takeLock } from "./lock.ts";
import { dropMarker } from "./markers.ts";
import type { Operation } from "./operation.ts";
import { newOperationId } from "./operation-id.ts";
import { listPending } from "./pending.ts";
import { rebuild } from "./rebuild.ts";
import type { Remote } from "./remote.ts";
import { writeLocally } from "./write-local.ts";

/** How long a withdrawal waits for another pusher of this clone, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Takes a claim that could not be confirmed out of this clone: nothing is held. What others built on it is decided again.
 * False if another pusher of this clone brought it to the remote meanwhile: then it is confirmed after all.
 */
export async function withdraw(clone: Clone, operation: Operation<"claim">): Promise<boolean> {
  const lock = await takeLock(join(clone.folder, "push.lock"), { timeout: PATIENCE });
  try {
    const pending = await listPending(clone, await readLedgerTip(clone));
    if (!pending.some((entry) => entry.op === operation.op)) return false;
    await rebuild(clone, null, { withdrawn: new Set([operation.op]) });
    dropEntry(clone, operation.op);
    return true;
  } finally {
    lock.release();
  }
}

/** Settles the claims whose acknowledgement was lost, now that the remote answers: what landed is released, the rest is taken out. */
export async function withdrawFlagged(clone: Clone, remote: Remote): Promise<void> {
  const flagged = listEntries(clone).filter((entry) => entry.withdraw === true);
  if (flagged.length === 0) return;
  await follow(clone, await fetchLedger(clone, remote));
  const pending = new Set((await listPending(clone, await readLedgerTip(clone))).map((entry) => entry.op));
  const out = new Set(flagged.map((entry) => entry.operation.op).filter((op) => pending.has(op)));
  if (out.size > 0) await rebuild(clone, null, { withdrawn: out });
  for (const entry of flagged) if (!pending.has(entry.operation.op)) await releaseLanded(clone, entry);
  // Written for a claim that was never told: no proof may outlive it.
  for (const { operation } of flagged) dropMarker(clone.repository.location, operation.op);
}

async function releaseLanded(clone: Clone, entry: JournalEntry): Promise<void> {
  await giveBack(clone, entry.operation as Operation<"claim">);
  dropEntry(clone, entry.operation.op);
}

/** Releases the epoch that this very operation opened; if another has come since, nothing is left to do. */
async function giveBack(clone: Clone, operation: Operation<"claim">): Promise<void> {
  const tip = await readLedgerTip(clone);
  await clone.index.sync(clone.repository, tip);
  const snapshot = clone.index.snapshot();
  const issues =
    operation.args.issue === null
      ? snapshot.rows({ statuses: ["in_progress"] }, { now: clone.now(), known: 0, me: "" }).map((row) => row.issue.id)
      : [operation.args.issue];
  const lease = issues.map((id) => snapshot.lease(id)).find((held) => held?.op === operation.op);
  if (lease === undefined) return;
  const proof = { markers: [], session: null, explicit_session: false };
  const args = {
    issue: lease.issue,
    epoch: lease.epoch,
    outcome: "released",
    reason: "The claim could not be confirmed.",
    force: true,
    proof,
  } as const;
  await writeLocally(
    clone,
    { op: newOperationId(clone), verb: "release", args, actor: operation.actor },
    { urgency: "soon", journalled: true, waits: false },
  );
}

import { join } from "node:path";
import type { Clone } from "./clone.ts";
import { dropEntry } from "./journal.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { takeLock } from "./lock.ts";
import { listPending } from "./pending.ts";
import { rebuild } from "./rebuild.ts";

/** How long it waits for a pusher of this clone, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Takes out what stands here and not on the remote. For mirrors alone: what is on its way through them lies in the outboxes of its senders, and is
 * brought again from there unless it was given up.
 */
export async function abandonPending(clone: Clone): Promise<void> {
  const lock = await takeLock(join(clone.folder, "push.lock"), { timeout: PATIENCE });
  try {
    const pending = await listPending(clone, await readLedgerTip(clone));
    if (pending.length === 0) return;
    await rebuild(clone, null, { withdrawn: new Set(pending.map(({ op }) => op)) });
    for (const { op } of pending) dropEntry(clone, op);
  } finally {
    lock.release();
  }
}

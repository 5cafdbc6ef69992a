import type { Clone } from "./clone.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import type { LostEntry } from "./lost-list.ts";
import { listPending, type PendingCommit } from "./pending.ts";
import { rebuild } from "./rebuild.ts";
import { branchRef, REMOTE_REF } from "./refs.ts";
import { networkOf, type Remote } from "./remote.ts";
import { settle } from "./settle.ts";

/** How many operations may be declined alone, with none accepted, before the remote is taken to decline everything. */
const PATIENCE = 5;

/** What sifting gave. `stuck` says in the remote's words why nothing goes through; null when the rest went on. */
export interface Sifted {
  readonly pushed: number;
  readonly lost: readonly LostEntry[];
  readonly stuck: string | null;
}

/**
 * Finds which of several pending operations the remote declines for its content, by pushing them one at a time. The
 * offenders are parked once another one got through; if none does, the remote declines everything and all stay pending.
 */
export async function sift(clone: Clone, remote: Remote): Promise<Sifted> {
  const suspects = new Map<string, string>();
  let pushed = 0;
  for (;;) {
    const front = await nextInFront(clone, suspects);
    if (front === undefined || (pushed === 0 && suspects.size >= PATIENCE)) break;
    const outcome = await clone.repository.push(remote.name, front.commit.oid, branchRef(remote.branch), networkOf(clone));
    clone.reached("push:sifted");
    if (outcome.state === "accepted") {
      await settle(clone, front.commit.oid, await clone.repository.readRef(REMOTE_REF), [front]);
      pushed++;
    } else if (outcome.state === "declined") suspects.set(front.op, outcome.words);
    else return { pushed, lost: await park(clone, pushed, suspects), stuck: null };
  }
  const words = [...suspects.values()][0] ?? null;
  return { pushed, lost: await park(clone, pushed, suspects), stuck: pushed === 0 ? words : null };
}

/** The first pending operation that is no suspect, brought to the front of the chain. */
async function nextInFront(clone: Clone, suspects: ReadonlyMap<string, string>): Promise<PendingCommit | undefined> {
  const pending = await listPending(clone, await readLedgerTip(clone));
  const index = pending.findIndex((entry) => !suspects.has(entry.op));
  if (index <= 0) return pending[index];
  await rebuild(clone, null, { last: new Set(suspects.keys()) });
  const ordered = await listPending(clone, await readLedgerTip(clone));
  return ordered[0] !== undefined && suspects.has(ordered[0].op) ? undefined : ordered[0];
}

async function park(clone: Clone, pushed: number, suspects: ReadonlyMap<string, string>): Promise<readonly LostEntry[]> {
  if (pushed === 0 || suspects.size === 0) return [];
  return (await rebuild(clone, null, { refused: suspects })).lost;
}

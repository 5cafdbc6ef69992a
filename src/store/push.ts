import { BeadsError } from "../errors.ts";
import type { Oid, PushOutcome } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { fetchLedger, follow } from "./fetch.ts";
import { listEntries, sweepJournal } from "./journal.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import type { LostEntry } from "./lost-list.ts";
import { listPending } from "./pending.ts";
import { branchRef, REMOTE_REF } from "./refs.ts";
import { NETWORK_TIMEOUT, type Remote } from "./remote.ts";
import { settle, settleEntry } from "./settle.ts";
import { sift } from "./sift.ts";
import { withdrawFlagged } from "./withdraw.ts";

/** How a push of everything pending ended. */
export interface PushReport {
  readonly reach: "pushed" | "local" | "unknown";
  /** In the remote's or git's words why it is not `pushed`. */
  readonly why: string | null;
  readonly pushed: number;
  readonly lost: readonly LostEntry[];
}

/** Turns of push, read back and rebuild before a pusher gives up against faster clones. */
const TURNS = 60;

/** Pushes all that is pending. The caller holds the push lock: one pusher a clone, who takes everything along. */
export async function pushPending(clone: Clone, remote: Remote): Promise<PushReport> {
  const lost: LostEntry[] = [];
  let pushed = 0;
  await withdrawFlagged(clone, remote);
  for (let turn = 0; turn < TURNS; turn++) {
    const tip = await readLedgerTip(clone);
    const seen = await clone.repository.readRef(REMOTE_REF);
    const pending = await listPending(clone, tip);
    sweepJournal(clone, new Set(pending.map((entry) => entry.op)));
    if (tip === seen) return { reach: "pushed", why: null, pushed, lost };
    clone.reached("push:ready");
    const outcome = await clone.repository.push(remote.name, tip, branchRef(remote.branch), { timeout: NETWORK_TIMEOUT });
    clone.reached("push:sent");
    if (outcome.state === "accepted") {
      await settle(clone, tip, seen, pending);
      return { reach: "pushed", why: null, pushed: pushed + pending.length, lost };
    }
    const back = await readBack(clone, remote, outcome);
    if ("reach" in back) return { ...back, pushed, lost };
    lost.push(...back.lost);
    const landed = await settleLanded(
      clone,
      pending.map((entry) => entry.op),
    );
    pushed += landed;
    if (outcome.state === "declined" && landed === 0 && back.tip === seen) {
      const sifted = await sift(clone, remote);
      lost.push(...sifted.lost);
      if (sifted.stuck !== null) return { reach: "local", why: sifted.stuck, pushed: pushed + sifted.pushed, lost };
      pushed += sifted.pushed;
    } else if (outcome.state === "forbidden" && landed === 0) return { reach: "local", why: outcome.words, pushed, lost };
    await pause(clone, turn);
  }
  return { reach: "local", why: "Other clones were faster each time.", pushed, lost };
}

/** Whatever the push said, the remote itself says what it holds. */
async function readBack(
  clone: Clone,
  remote: Remote,
  outcome: Exclude<PushOutcome, { state: "accepted" }>,
): Promise<{ lost: readonly LostEntry[]; tip: Oid | null } | Pick<PushReport, "reach" | "why">> {
  if (outcome.state === "unreachable") return { reach: "local", why: outcome.words };
  try {
    const tip = await fetchLedger(clone, remote);
    clone.reached("push:read-back");
    return { lost: (await follow(clone, tip)).lost, tip };
  } catch (error) {
    if (!(error instanceof BeadsError) || error.code === "LEDGER_REWRITTEN") throw error;
    return { reach: outcome.state === "unknown" ? "unknown" : "local", why: outcome.words };
  }
}

/** Closes the entries of operations that turn out to stand on the remote. Answers how many. */
async function settleLanded(clone: Clone, ops: readonly string[]): Promise<number> {
  const still = new Set((await listPending(clone, await readLedgerTip(clone))).map((entry) => entry.op));
  const alive = new Set(
    listEntries(clone)
      .filter((entry) => entry.state === "pending")
      .map((entry) => entry.operation.op),
  );
  const landed = ops.filter((op) => !still.has(op) && alive.has(op));
  for (const op of landed) settleEntry(clone, op);
  return landed.length;
}

/** Waits a little longer each turn, by chance, so that clones do not meet again and again. */
async function pause(clone: Clone, turn: number): Promise<void> {
  const die = (clone.chance(1)[0] ?? 0) / 255;
  const milliseconds = die * Math.min(400, 10 * 2 ** Math.min(turn, 6));
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

import { BeadsError } from "../errors.ts";
import type { Oid, PushOutcome } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { readContact, writeContact } from "./contact.ts";
import { type Followed, fetchLedger, follow } from "./fetch.ts";
import { sweepJournal } from "./journal.ts";
import type { Proposal } from "./ledger.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import type { LostEntry } from "./lost-list.ts";
import { listPending } from "./pending.ts";
import { isProposing } from "./proposals.ts";
import { branchRef, REMOTE_REF } from "./refs.ts";
import { networkOf, type Remote } from "./remote.ts";
import { settle } from "./settle.ts";
import { sift } from "./sift.ts";
import { takeTurn } from "./turn.ts";
import { withdrawFlagged } from "./withdraw.ts";

/** How a push of everything pending ended. */
export interface PushReport {
  readonly reach: "pushed" | "local" | "unknown";
  /** In the remote's or git's words why it is not `pushed`. */
  readonly why: string | null;
  readonly pushed: number;
  readonly lost: readonly LostEntry[];
  /** True where trying again will not help: the remote does not let this caller push. */
  readonly final?: boolean;
  /** What waits as a branch for a person to merge. */
  readonly proposed?: Proposal;
}

/** Turns of push, read back and rebuild before a pusher gives up against faster clones. */
const TURNS = 60;

/** Pushes all that is pending. The caller holds the push lock: one pusher a clone, who takes everything along. */
export async function pushPending(clone: Clone, remote: Remote): Promise<PushReport> {
  const turn = await takeTurn(clone, remote);
  try {
    await withdrawFlagged(clone, remote);
    const lost = turn.waited ? await catchUp(clone, remote) : [];
    if (!(await isProposing(clone))) return await pushInTurn(clone, remote, lost);
    return await (await import("./propose.ts")).proposePending(clone, remote, lost);
  } finally {
    turn.end();
  }
}

/** Others of this machine have just pushed: what they wrote is fetched before a push that would be in vain. */
async function catchUp(clone: Clone, remote: Remote): Promise<readonly LostEntry[]> {
  try {
    return (await follow(clone, await fetchLedger(clone, remote))).lost;
  } catch (error) {
    if (error instanceof BeadsError && error.code !== "LEDGER_REWRITTEN") return [];
    throw error;
  }
}

async function pushInTurn(clone: Clone, remote: Remote, before: readonly LostEntry[]): Promise<PushReport> {
  const lost: LostEntry[] = [...before];
  let pushed = 0;
  for (let turn = 0; turn < TURNS; turn++) {
    const began = clone.now();
    const tip = await readLedgerTip(clone);
    const seen = await clone.repository.readRef(REMOTE_REF);
    const pending = await listPending(clone, tip);
    sweepJournal(clone, new Set(pending.map((entry) => entry.op)));
    if (tip === seen) return { reach: "pushed", why: null, pushed, lost };
    clone.reached("push:ready");
    const outcome = await clone.repository.push(remote.name, tip, branchRef(remote.branch), networkOf(clone));
    clone.reached("push:sent");
    if (outcome.state === "accepted") {
      await settle(clone, tip, seen, pending);
      noteContact(clone, remote, turn === 0);
      return { reach: "pushed", why: null, pushed: pushed + pending.length, lost };
    }
    // The pause comes before the look: what is seen is fresh when it is built on, and few meet again.
    if (outcome.state === "behind") await pause(clone, { turn, began });
    const back = await readBack(clone, remote, outcome);
    if ("reach" in back) return { ...back, pushed, lost };
    lost.push(...back.lost);
    const { landed } = back;
    pushed += landed;
    if (outcome.state === "declined" && landed === 0 && back.tip === seen) {
      const sifted = await sift(clone, remote);
      lost.push(...sifted.lost);
      if (sifted.stuck !== null) return { reach: "local", why: sifted.stuck, pushed: pushed + sifted.pushed, lost };
      pushed += sifted.pushed;
    } else if (outcome.state === "forbidden" && landed === 0) {
      return { reach: "local", why: outcome.words, pushed, lost, final: true };
    }
  }
  return { reach: "local", why: "Other clones were faster each time.", pushed, lost };
}

/** The branch that took a ledger is its branch: who knows it need not ask for it with each push. A push that met nobody ends a busy time. */
function noteContact(clone: Clone, { branch }: Remote, alone: boolean): void {
  const known = readContact(clone);
  const busy = known.busy && !alone;
  if (known.branch !== branch || known.busy !== busy) writeContact(clone, { branch, busy });
}

/** Whatever the push said, the remote itself says what it holds. */
async function readBack(
  clone: Clone,
  remote: Remote,
  outcome: Exclude<PushOutcome, { state: "accepted" }>,
): Promise<(Followed & { tip: Oid | null }) | Pick<PushReport, "reach" | "why">> {
  if (outcome.state === "unreachable") return { reach: "local", why: outcome.words };
  try {
    const tip = await fetchLedger(clone, remote);
    clone.reached("push:read-back");
    return { ...(await follow(clone, tip)), tip };
  } catch (error) {
    if (!(error instanceof BeadsError) || error.code === "LEDGER_REWRITTEN") throw error;
    return { reach: outcome.state === "unknown" ? "unknown" : "local", why: outcome.words };
  }
}

/** The longest pause, in milliseconds. */
const LONGEST = 1_500;

/**
 * Waits by chance for about as long as a turn takes, longer each turn: the others finish meanwhile, instead of all
 * working in vain. Notes that the remote is busy.
 */
async function pause(clone: Clone, { turn, began }: { turn: number; began: number }): Promise<void> {
  writeContact(clone, { busy: true });
  const window = Math.min(LONGEST, Math.max(20, clone.now() - began) * 2 ** Math.min(turn, 4));
  const die = (clone.chance(1)[0] ?? 0) / 255;
  await new Promise((resolve) => setTimeout(resolve, die * window));
}

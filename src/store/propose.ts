import { BeadsError } from "../errors.ts";
import type { Oid, PushOutcome } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { readContact } from "./contact.ts";
import { fetchLedger, follow } from "./fetch.ts";
import { sweepJournal } from "./journal.ts";
import type { Proposal } from "./ledger.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import type { LostEntry } from "./lost-list.ts";
import { listPending } from "./pending.ts";
import { isOurs, noteProposed, ownBranch, willPropose } from "./proposals.ts";
import type { PushReport } from "./push.ts";
import { branchRef, REMOTE_REF } from "./refs.ts";
import { networkOf, type Remote } from "./remote.ts";

/** Turns of looking and pushing before it is left to the next push. */
const TURNS = 5;

/** How old what is known of the remote may be for a proposal to be made on it without asking again, in milliseconds. */
const FRESH = 2_000;

/**
 * Proposes all that is pending as one branch of this clone's own, for a project whose ledger branch is protected. The branch is ours alone: it
 * is replaced by a lease on exactly what we pushed there, and left alone where somebody else wrote on it. What a person merged of it is found
 * when the ledger is followed. The caller holds the push lock.
 */
export async function proposePending(clone: Clone, remote: Remote, before: readonly LostEntry[]): Promise<PushReport> {
  const brought = await catchUp(clone, remote);
  const lost = [...before, ...brought.lost];
  const pushed = brought.landed;
  for (let turn = 0; turn < TURNS; turn++) {
    const tip = await readLedgerTip(clone);
    const pending = await listPending(clone, tip);
    sweepJournal(clone, new Set(pending.map((entry) => entry.op)));
    if (tip === (await clone.repository.readRef(REMOTE_REF))) return { reach: "pushed", why: null, pushed, lost };
    const proposal = { branch: ownBranch(clone), base: remote.branch, changes: pending.length };
    const outcome = await proposeTip(clone, remote, { branch: proposal.branch, tip });
    if (outcome.state === "accepted") return { reach: "local", why: waiting(proposal), pushed, lost, proposed: proposal };
    if (outcome.state === "foreign") return { reach: "local", why: foreign(proposal), pushed, lost };
    if (outcome.state === "behind") continue;
    return { reach: "local", why: outcome.words, pushed, lost, final: outcome.state === "forbidden" };
  }
  return { reach: "local", why: "The branch of what is proposed moved each time.", pushed, lost };
}

/** A base that others moved is found by the pull request too; this only keeps what is proposed small and without conflicts. */
async function catchUp(clone: Clone, remote: Remote): Promise<{ lost: readonly LostEntry[]; landed: number }> {
  if (clone.now() - readContact(clone).fetched < FRESH) return { lost: [], landed: 0 };
  try {
    return await follow(clone, await fetchLedger(clone, remote));
  } catch (error) {
    if (error instanceof BeadsError && error.code !== "LEDGER_REWRITTEN") return { lost: [], landed: 0 };
    throw error;
  }
}

type Outcome = PushOutcome | { readonly state: "foreign" };

async function proposeTip(clone: Clone, remote: Remote, { branch, tip }: { branch: string; tip: Oid }): Promise<Outcome> {
  const ref = branchRef(branch);
  const { repository } = clone;
  let there: Oid | null;
  try {
    there = (await repository.listRemote(remote.name, [ref], networkOf(clone))).get(ref) ?? null;
  } catch (error) {
    if (error instanceof BeadsError) return { state: "unreachable", words: error.message };
    throw error;
  }
  if (there !== null && there !== tip && !isOurs(clone, there)) return { state: "foreign" };
  if (there !== tip) {
    // Written down first: an acknowledgement that is lost must not make our own branch look like somebody else's.
    willPropose(clone, tip);
    clone.reached("push:ready");
    const outcome = await repository.replaceRemote(remote.name, { ref, to: tip, from: there }, networkOf(clone));
    clone.reached("push:sent");
    if (outcome.state !== "accepted") return outcome;
  }
  await noteProposed(clone, tip);
  return { state: "accepted" };
}

function waiting({ branch, base }: Proposal): string {
  return `Proposed as the branch ${branch}: it counts once a person has merged that into ${base}.`;
}

function foreign({ branch }: Proposal): string {
  return `Somebody else wrote on the branch ${branch}, so bd leaves it alone until it is merged or deleted.`;
}

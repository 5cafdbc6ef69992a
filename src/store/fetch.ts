import { BeadsError } from "../errors.ts";
import type { Commit, Oid } from "../git/repository.ts";
import { backUp } from "./backup.ts";
import type { Clone } from "./clone.ts";
import { writeContact } from "./contact.ts";
import { type Rebuilt, rebuild } from "./rebuild.ts";
import { branchRef, REMOTE_REF } from "./refs.ts";
import { isLedger, networkOf, type Remote } from "./remote.ts";
import { showChange } from "./show-change.ts";

/** Brings the remote's ledger and notes when. Moves no ref: see `follow`. Null if the remote has no ledger. */
export async function fetchLedger(clone: Clone, remote: Remote): Promise<Oid | null> {
  const began = clone.now();
  const { branch, name } = remote;
  const tip = await clone.repository.fetch(name, branchRef(branch), networkOf(clone));
  clone.reached("fetch:brought");
  if (tip !== null && tip !== (await clone.repository.readRef(REMOTE_REF)) && !(await isLedger(clone, tip)))
    throw notALedger(branch);
  writeContact(clone, { fetched: began, branch, remote: true });
  return tip;
}

function notALedger(branch: string): BeadsError {
  return new BeadsError("environment", "BRANCH_IS_NO_LEDGER", `The remote's branch ${branch} holds something else.`, {
    hints: ["Choose another name with git config beads.branch <name>, the same in every clone."],
    fields: { branch },
  });
}

/** What following the remote meant for this clone's pending operations. */
export type Followed = Pick<Rebuilt, "lost" | "landed">;

const NOTHING: Followed = { lost: [], landed: 0 };

/**
 * Moves this clone's refs to what the remote has, with pending operations on top.
 * @throws LEDGER_REWRITTEN if the remote's tip does not descend from the one seen last, unless `adopt` is given: then what is given up is backed up.
 */
export async function follow(clone: Clone, tip: Oid | null, options: { adopt?: boolean } = {}): Promise<Followed> {
  const seen = await clone.repository.readRef(REMOTE_REF);
  const ledger = await clone.repository.readRef(clone.ledgerRef);
  if (tip === null) return forgetRemote(clone, seen);
  if (ledger === null) return adoptWhole(clone, tip, seen);
  if (tip === seen) return NOTHING;
  const brought = await clone.repository.listCommits({ from: seen, to: tip });
  writeContact(clone, { newest: brought.at(-1)?.committer.at ?? 0 });
  if (seen === null) await backUp(clone, ledger);
  else if (!(await descends(clone, { seen, tip, brought }))) {
    await backUp(clone, ledger);
    if (options.adopt !== true) throw rewritten(seen, tip);
  }
  return rebuild(clone, { tip, since: seen, brought });
}

/** A linear history proves itself: its oldest new commit has the tip seen last as its parent. Others are asked of git. */
async function descends(clone: Clone, range: { seen: Oid; tip: Oid; brought: readonly Commit[] }): Promise<boolean> {
  if (range.brought[0]?.parents.includes(range.seen) === true) return true;
  return clone.repository.isAncestor(range.seen, range.tip);
}

/** The remote has no ledger any more: what this clone has goes there again with the next push. */
async function forgetRemote(clone: Clone, seen: Oid | null): Promise<Followed> {
  if (seen === null) return NOTHING;
  clone.warn("The ledger's branch is gone from the remote; the next push puts it back from this clone.");
  await backUp(clone, seen);
  await clone.repository.updateRefs([{ ref: REMOTE_REF, to: null, from: seen }]);
  return NOTHING;
}

async function adoptWhole(clone: Clone, tip: Oid, seen: Oid | null): Promise<Followed> {
  const moved = await clone.repository.updateRefs([
    { ref: clone.ledgerRef, to: tip, from: null },
    { ref: REMOTE_REF, to: tip, from: seen },
  ]);
  if (!moved) return follow(clone, tip);
  await showChange(clone, { from: null, to: tip, files: null });
  return NOTHING;
}

function rewritten(seen: Oid, tip: Oid): BeadsError {
  return new BeadsError(
    "environment",
    "LEDGER_REWRITTEN",
    "The remote's ledger was rewritten: its tip does not descend from the one seen last.",
    {
      hints: [
        "Nothing was changed here, and this clone's tip is kept under refs/beads/backup/.",
        "Ask who rewrote it. bd sync --adopt follows the new history and replays what this clone had not pushed.",
      ],
      fields: { seen, remote_tip: tip },
    },
  );
}

import { join } from "node:path";
import { pushOnce } from "./await-push.ts";
import type { Clone } from "./clone.ts";
import { readContact, writeContact } from "./contact.ts";
import { intervalOf } from "./interval.ts";
import { listEntries } from "./journal.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { tryLock } from "./lock.ts";
import { isProposing } from "./proposals.ts";
import { PROPOSAL_REF, REMOTE_REF } from "./refs.ts";
import { findRemote } from "./remote.ts";
import { showChange } from "./show-change.ts";
import { bring } from "./synchronise.ts";
import { projectRemote } from "./write.ts";

/** The work of a detached process: one fetch, or one push of everything that has gathered. It ends with its work. */
export async function runBackground(
  clone: Clone,
  job: "push" | "fetch",
  wait: (milliseconds: number) => Promise<void>,
): Promise<void> {
  const lock = tryLock(join(clone.folder, `background-${job}.lock`));
  if (lock === undefined) return;
  try {
    if (job === "push") await wait(await pushInterval(clone));
  } finally {
    // Let go before the work: whoever writes from here on starts the next one, so nothing waits unseen.
    lock.release();
  }
  const tip = await readLedgerTip(clone);
  await clone.index.sync(clone.repository, tip);
  await showChange(clone, { from: null, to: tip, files: null });
  const remote = await findRemote(clone, projectRemote(clone));
  if (remote === null) return;
  if (job === "fetch") await bring(clone, remote);
  if (job === "fetch" && !(await hasToPush(clone))) return;
  await pushOnce(clone, remote);
  await maintainNowAndThen(clone);
}

/** After a fetch there is mostly nothing to say: but for claims to be taken back, and what is proposed on a base that has moved. */
async function hasToPush(clone: Clone): Promise<boolean> {
  if (listEntries(clone).some((entry) => entry.withdraw === true)) return true;
  if (!(await isProposing(clone))) return false;
  const { repository } = clone;
  const tip = await readLedgerTip(clone);
  return tip !== (await repository.readRef(REMOTE_REF)) && tip !== (await repository.readRef(PROPOSAL_REF));
}

/** The time in which writers count as busy, and for how many of them a push waits longer at most. */
const LATELY = 600_000;
const MOST_WRITERS = 6;

/** How long a push waits for company: longer the more write, since hosts count the pushes of all of them together. */
async function pushInterval(clone: Clone): Promise<number> {
  const tip = await readLedgerTip(clone);
  await clone.index.sync(clone.repository, tip);
  const commits = await clone.repository.listCommits({ from: null, to: tip, limit: 100 });
  const lately = commits.filter(({ committer }) => committer.at > clone.now() - LATELY);
  const writers = new Set(lately.map(({ committer }) => committer.name)).size;
  return intervalOf(clone.index.snapshot(), "push.interval") * Math.min(MOST_WRITERS, Math.max(1, writers));
}

/** After so many pushes of detached processes git may tidy up. bd's own commands never let it: they are to be fast. */
const PUSHES = 50;

async function maintainNowAndThen(clone: Clone): Promise<void> {
  const pushes = readContact(clone).pushes + 1;
  writeContact(clone, { pushes: pushes % PUSHES });
  if (pushes >= PUSHES) await clone.repository.maintain?.();
}

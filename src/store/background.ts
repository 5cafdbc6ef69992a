import { join } from "node:path";
import { pushOnce } from "./await-push.ts";
import type { Clone } from "./clone.ts";
import { intervalOf } from "./interval.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { tryLock } from "./lock.ts";
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
  else await pushOnce(clone, remote);
}

/** How long a push waits for company. */
async function pushInterval(clone: Clone): Promise<number> {
  await clone.index.sync(clone.repository, await readLedgerTip(clone));
  return intervalOf(clone.index.snapshot(), "push.interval");
}

import { join } from "node:path";
import { BeadsError } from "../errors.ts";
import type { Clone } from "./clone.ts";
import { fetchLedger, follow } from "./fetch.ts";
import type { SyncReport } from "./ledger.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { takeLock } from "./lock.ts";
import { isProposing, NO_BRANCHES, NO_RIGHT } from "./proposals.ts";
import { pushPending } from "./push.ts";
import { REMOTE_REF } from "./refs.ts";
import { findRemote, type Remote } from "./remote.ts";
import { restoreView } from "./show-change.ts";
import { projectRemote } from "./write.ts";

/** How long a sync waits for another pusher of this clone, in milliseconds. */
const PATIENCE = 60_000;

const NOTHING = { fetched: 0, pushed: 0, lost: [], why: null, proposed: null, hint: null } as const;

/** Fetches, replays and pushes now. @throws SYNC_UNREACHABLE if the remote does not answer, LEDGER_REWRITTEN unless `adopt`. */
export async function synchronise(clone: Clone, options: { adopt?: boolean }): Promise<SyncReport> {
  await clone.index.sync(clone.repository, await readLedgerTip(clone));
  const remote = await findRemote(clone, projectRemote(clone));
  const nowhere: SyncReport = { ...NOTHING, remote: null, reach: "local" };
  if (remote === null) return nowhere;
  if (clone.offline) throw new BeadsError("usage", "SYNC_OFFLINE", "A sync needs the network: leave --offline away.");
  const lock = await takeLock(join(clone.folder, "push.lock"), { timeout: PATIENCE });
  try {
    const brought = await bring(clone, remote, options);
    const report = await pushPending(clone, remote);
    await restoreView(clone);
    const { reach, why, proposed = null, final = false } = report;
    const lost = [...brought.lost, ...report.lost];
    const pushed = brought.landed + report.pushed;
    const hint = final ? ((await isProposing(clone)) ? NO_BRANCHES : NO_RIGHT) : null;
    return { remote: remote.name, fetched: brought.fetched, pushed, lost, reach, why, proposed, hint };
  } finally {
    lock.release();
  }
}

/** Fetches and follows. Answers how many commits of others came. */
export async function bring(
  clone: Clone,
  remote: Remote,
  options: { adopt?: boolean } = {},
): Promise<Pick<SyncReport, "fetched" | "lost"> & { readonly landed: number }> {
  const before = await clone.repository.readRef(REMOTE_REF);
  const tip = await fetchLedger(clone, remote);
  const { lost, landed } = await follow(clone, tip, options);
  const fetched = tip === null || tip === before ? 0 : (await clone.repository.listCommits({ from: before, to: tip })).length;
  return { fetched, lost, landed };
}

import { join } from "node:path";
import { nameOf } from "../domain/actor.ts";
import type { BeadElsewhere } from "../domain/elsewhere.ts";
import { type ExternalNews, readNews, writeNews } from "../store/external.ts";
import { tryLock } from "../store/lock.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import { folderOf } from "./external-known.ts";
import type { Workspace } from "./workspace.ts";

/** What came to an end elsewhere, or began anew, for those here who wait for it. */
export interface Tidings {
  /** As it is shown. */
  readonly address: string;
  readonly change: "closed" | "reopened";
  readonly bead: BeadElsewhere;
  /** The issues here that need it and are not closed. */
  readonly dependents: readonly Row[];
}

/** How long news is kept for those who were not told yet, in milliseconds. */
const KEPT = 7 * 86_400_000;

/** What the caller was not told yet; from now on they were. Nobody who waits for it any more: then it is no news. */
export async function takeTidings(workspace: Workspace, snapshot: Snapshot): Promise<readonly Tidings[]> {
  const moment = await workspace.ledger.moment();
  const fresh = takeFresh(folderOf(workspace), nameOf(workspace.actor), moment.now);
  const shorten = snapshot.shortener();
  return fresh.flatMap(({ address, change }) => {
    const bead = snapshot.elsewhere(address);
    const rows = snapshot.dependents(address).map((id) => snapshot.row(id, moment));
    const dependents = rows.filter((row) => row !== undefined && row.issue.status !== "closed") as Row[];
    const stands = bead !== undefined && (bead.status === "closed") === (change === "closed");
    return stands && dependents.length > 0 ? [{ address: shorten(address), change, bead, dependents }] : [];
  });
}

/** What somebody was not told yet. While another process writes, nobody is told: the next command is. */
function takeFresh(folder: string, me: string, now: number): readonly ExternalNews[] {
  if (readNews(folder).every(({ told }) => told.includes(me))) return [];
  const lock = tryLock(join(folder, "external.lock"));
  if (lock === undefined) return [];
  try {
    const news = readNews(folder);
    const kept = news.filter(({ at }) => now - at < KEPT);
    const told = kept.map((one) => ({ ...one, told: [...new Set([...one.told, me])] }));
    writeNews(folder, told);
    return news.filter((one) => !one.told.includes(me));
  } finally {
    lock.release();
  }
}

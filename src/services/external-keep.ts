import { join } from "node:path";
import { type BeadElsewhere, splitAddress, worthKeeping } from "../domain/elsewhere.ts";
import { type ExternalNews, readNews, writeNews, writeProjects, writeStates } from "../store/external.ts";
import { takeLock } from "../store/lock.ts";
import { type External, folderOf, readExternal } from "./external-known.ts";
import type { Workspace } from "./workspace.ts";

/** How long another process's writing is waited for, in milliseconds. */
const PATIENCE = 2000;

/**
 * Keeps what was looked up, and what there is to tell of it. Nothing is kept where another process looked meanwhile: it saw as much, and what
 * moved since is seen next time. Answers whether the states may be others than before.
 */
export async function keepExternal(workspace: Workspace, found: External, needed: readonly string[]): Promise<boolean> {
  const folder = folderOf(workspace);
  const lock = await takeLock(join(folder, "external.lock"), { timeout: PATIENCE });
  try {
    const before = readExternal(workspace);
    if (before.basis !== found.basis) return true;
    const beads = worthKeeping(needed, found.beads);
    const named = new Set([...needed, ...[...beads.values()].flatMap(({ needs }) => needs.map(({ id }) => id))].map(projectIn));
    const projects = Object.fromEntries([...found.projects].filter(([identity]) => named.has(identity)));
    const news = newsOf(before, beads, needed, workspace.ledger.now());
    if (news.length > 0) writeNews(folder, merged(readNews(folder), news));
    const changed = writeStates(folder, [...beads.values()]);
    if (JSON.stringify(projects) !== before.basis) writeProjects(folder, projects);
    return changed;
  } finally {
    lock.release();
  }
}

function projectIn(address: string): string {
  return splitAddress(address).project;
}

/** What came to an end, or began anew, of what issues here need: an issue that nobody here had heard of is no news, unless it was missing. */
function newsOf(
  before: External,
  now: ReadonlyMap<string, BeadElsewhere>,
  needed: readonly string[],
  at: number,
): ExternalNews[] {
  return needed.flatMap((address): ExternalNews[] => {
    const old = before.beads.get(address);
    const bead = now.get(address);
    const { project, id } = splitAddress(address);
    const waited = old === undefined ? before.projects.get(project)?.missing.includes(id) === true : old.status !== "closed";
    if (bead === undefined) return [];
    if (bead.status === "closed") return waited ? [{ address, change: "closed", told: [], at }] : [];
    return old?.status === "closed" ? [{ address, change: "reopened", told: [], at }] : [];
  });
}

/** Of each issue the last word alone. */
function merged(old: readonly ExternalNews[], news: readonly ExternalNews[]): ExternalNews[] {
  const fresh = news.filter(({ address, change }) => !old.some((one) => one.address === address && one.change === change));
  return [...old.filter(({ address }) => !fresh.some((one) => one.address === address)), ...fresh];
}

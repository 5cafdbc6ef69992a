import type { BeadEvent } from "../domain/event.ts";
import type { Project } from "../domain/project.ts";
import type { EventLog } from "../store/events/event-log.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { knownProjects } from "./discovery.ts";
import { findRecord } from "./find-record.ts";
import { type Mine, mineOf } from "./mine.ts";
import { openClones } from "./open-project.ts";
import type { ThreadSite } from "./thread-site.ts";
import { findSite } from "./wait-site.ts";
import type { Workspace } from "./workspace.ts";

/** One ledger that is watched: the caller's own, or another project's. */
export interface WatchSite {
  readonly workspace: Workspace;
  readonly project: Project;
  readonly foreign: boolean;
  /** The issues and records that are asked for; null: all. */
  readonly ids: ReadonlySet<string> | null;
  /** Closes what was opened for it; the caller's own clone stays open. */
  close(): Promise<void>;
}

/** A site that is read, with the log that knows how far. */
export interface WatchedSite extends WatchSite {
  readonly log: EventLog;
}

export interface SiteInput {
  /** Issues as typed, here or elsewhere. */
  readonly ids: readonly string[];
  /** Also the threads of what this project sent elsewhere. */
  readonly mine: boolean;
}

/** The ledgers in which the named issues live, each once; the caller's own where none is named. @throws what `findSite` throws */
export async function openSites(workspace: Workspace, input: SiteInput): Promise<readonly WatchSite[]> {
  const { project } = await workspace.ledger.snapshot();
  const own: WatchSite = { workspace, project, foreign: false, ids: null, close: async () => {} };
  if (input.ids.length === 0) return [own, ...(input.mine ? await sitesOfSent(workspace, project) : [])];
  const sites = new Map<string, WatchSite & { readonly ids: Set<string> }>();
  for (const typed of input.ids) {
    const found = await findWatched(workspace, typed);
    const { identity } = found.snapshot.project;
    const known = sites.get(identity);
    known?.ids.add(found.id);
    if (known !== undefined) await found.close();
    else sites.set(identity, { ...found, project: found.snapshot.project, ids: new Set([found.id]) });
  }
  return [...sites.values()];
}

/** An issue here or elsewhere; of this project's ledger also a decision, an escalation or a reservation. */
async function findWatched(
  workspace: Workspace,
  typed: string,
): Promise<Omit<ThreadSite, "issue" | "message"> & { readonly id: string }> {
  const snapshot = await workspace.ledger.snapshot();
  const record = findRecord(snapshot, typed);
  if (record !== undefined) return { workspace, snapshot, foreign: false, id: record.id, close: async () => {} };
  const site = await findSite(workspace, typed);
  return { ...site, id: site.issue.id };
}

/** Where this project sent something that is known on this machine. */
async function sitesOfSent(workspace: Workspace, own: Project): Promise<readonly WatchSite[]> {
  const { identities } = mineOf(workspace, own);
  const sites: WatchSite[] = [];
  for (const project of (await knownProjects(workspace)).filter((known) => !known.own)) {
    const clones = await openClones(workspace, project, { with_ledger: true });
    const snapshots = await Promise.all(clones.map((clone) => clone.ledger.snapshot()));
    const at = snapshots.findIndex((snapshot) =>
      [...identities].some((identity) => snapshot.origins({ project: identity }).length > 0),
    );
    await Promise.all(clones.filter((_, index) => index !== at).map((clone) => clone.ledger.close()));
    const [site, snapshot] = [clones[at], snapshots[at]];
    if (site === undefined || snapshot === undefined) continue;
    sites.push({ workspace: site, project: snapshot.project, foreign: true, ids: null, close: () => site.ledger.close() });
  }
  return sites;
}

/** True for what others did that the caller has to do with: said to them, or done to what they filed, hold, are to do, or sent there. */
export function concerns(event: BeadEvent, snapshot: Snapshot, mine: Mine): boolean {
  const isOutbox = event.entry !== null && event.kind !== "sent";
  if (event.by === mine.name && !isOutbox) return false;
  if (isOutbox) return true;
  if (event.to.some((address) => mine.addresses.includes(address))) return true;
  const answered = event.in_reply_to === null ? undefined : snapshot.message(event.in_reply_to);
  if (answered?.from.agent === mine.name) return true;
  if (isOfMyRecord(event, snapshot, mine)) return true;
  const issue = event.bead === null ? undefined : snapshot.issue(event.bead);
  if (issue === undefined) return false;
  const isFiled = issue.origin === null ? issue.by === mine.name : mine.identities.has(issue.origin.project);
  const lease = snapshot.lease(issue.id);
  const isHeld = lease?.by === mine.name && lease.ended === null;
  return isFiled || isHeld || (issue.assignee !== null && mine.addresses.includes(issue.assignee));
}

/** What becomes of a question, an escalation or a reservation concerns whoever made it. */
function isOfMyRecord({ record, record_kind }: BeadEvent, snapshot: Pick<Snapshot, "record">, mine: Mine): boolean {
  return record !== null && record_kind !== null && snapshot.record(record_kind, record)?.head.by === mine.name;
}

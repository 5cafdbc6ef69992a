import { type Passage, passageState, type Via } from "../domain/outbox.ts";
import { BeadsError } from "../errors.ts";
import { isDue, sweepAttempts } from "../store/outbox-attempts.ts";
import { readParcel } from "../store/outbox-files.ts";
import { lockRound } from "../store/outbox-round.ts";
import type { Attempt, Parcel } from "./carriers/carrier.ts";
import { carry } from "./carriers/carry.ts";
import type { KnownProject } from "./discovery.ts";
import { shortAddress } from "./outbox-entry.ts";
import { projectOf } from "./resolve-project.ts";
import { settleEntry } from "./settle-entry.ts";
import type { Workspace } from "./workspace.ts";

/** What one round did about one entry. */
export interface DeliveryReport extends Attempt {
  readonly entry: string;
  readonly kind: Passage["entry"]["kind"];
  /** `beads:beads-7k3xq2`: as it is, or is to be. */
  readonly address: string;
  /** The identity of the target. */
  readonly project: string;
  readonly title: string | null;
}

export interface RoundMode {
  /** Everything that waits, and not only what is due. */
  readonly force: boolean;
  /** Only these entries. */
  readonly entries?: readonly string[];
  /** How they go, whatever they say themselves. */
  readonly via?: Via | undefined;
}

/** So many are brought with one push: their files are held in memory meanwhile. */
const BATCH = 100;

/**
 * Brings what waits in the outbox: one round, oldest first, so that an issue is there before what is said on it. Any clone of the sender may do it, and
 * any number at once: what is there already counts as delivered.
 */
export async function deliverWaiting(workspace: Workspace, mode: RoundMode): Promise<readonly DeliveryReport[]> {
  const passages = await waiting(workspace, mode);
  if (passages.length === 0) return [];
  const lock = await lockRound(workspace.repository.location, mode.force);
  if (lock === undefined) return [];
  try {
    const reports: DeliveryReport[] = [];
    for (const [identity, group] of byProject(passages)) {
      const project = await projectOf(workspace, identity);
      for (let at = 0; at < group.length; at += BATCH) {
        reports.push(...(await bring(workspace, project, group.slice(at, at + BATCH), mode).catch(tellOf(workspace))));
      }
    }
    if (reports.some(({ state }) => state !== "queued")) await workspace.ledger.push();
    return reports;
  } finally {
    lock.release();
  }
}

/** What goes wrong with one project is no reason to leave the others waiting. */
function tellOf({ warn }: Workspace): (error: unknown) => DeliveryReport[] {
  return (error) => {
    if (!(error instanceof BeadsError)) throw error;
    warn(error.message);
    return [];
  };
}

/** Oldest first. What this clone knows of entries that somebody else brought meanwhile is forgotten. */
async function waiting({ ledger, repository }: Workspace, { force, entries }: RoundMode): Promise<Passage[]> {
  const { location } = repository;
  const all = (await ledger.snapshot()).passages({ under_way: true });
  sweepAttempts(location, new Set(all.map(({ entry }) => entry.id)));
  const wanted = all.filter(({ entry }) => entries === undefined || entries.includes(entry.id));
  return wanted.filter(({ entry }) => force || isDue(location, entry, ledger.now())).reverse();
}

function byProject(passages: readonly Passage[]): Map<string, Passage[]> {
  const groups = new Map<string, Passage[]>();
  for (const passage of passages) {
    const group = groups.get(passage.entry.project);
    if (group === undefined) groups.set(passage.entry.project, [passage]);
    else group.push(passage);
  }
  return groups;
}

async function bring(
  workspace: Workspace,
  project: KnownProject,
  passages: readonly Passage[],
  { entries, via }: RoundMode,
): Promise<DeliveryReport[]> {
  const isProposed = (each: Passage) => passageState(each) === "proposed";
  const attempts = await merged(workspace, project, passages.filter(isProposed));
  // Whoever names an entry wants its branch made again.
  const isAgain = ({ entry: { id } }: Passage) => entries?.includes(id) === true && attempts.get(id)?.code === "BRANCH_GONE";
  const ways = [
    { wanted: passages.filter((each) => !isProposed(each)), via },
    { wanted: passages.filter(isAgain), via: "branch" },
  ] as const;
  for (const way of ways) {
    const parcels: Parcel[] = [];
    for (const { entry } of way.wanted) parcels.push({ entry, files: await readParcel(workspace.ledger, entry) });
    if (parcels.length === 0) continue;
    for (const [id, attempt] of await carry(workspace, project, parcels, { via: way.via })) attempts.set(id, attempt);
  }
  const reports: DeliveryReport[] = [];
  for (const { entry } of passages) {
    const attempt = attempts.get(entry.id);
    if (attempt === undefined) continue;
    await settleEntry(workspace, entry, attempt, "never");
    const { id, kind, title } = entry;
    const address = shortAddress(project, attempt.bead ?? entry.bead);
    reports.push({ ...attempt, entry: id, kind, address, project: entry.project, title });
  }
  return reports;
}

async function merged(workspace: Workspace, project: KnownProject, proposed: readonly Passage[]): Promise<Map<string, Attempt>> {
  if (proposed.length === 0) return new Map();
  const { findMerged } = await import("./carriers/merged.ts");
  return findMerged(workspace, project, proposed);
}

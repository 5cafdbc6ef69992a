import type { Lease } from "../domain/claim.ts";
import type { Issue } from "../domain/issue.ts";
import { isLive } from "../domain/lease.ts";
import { presenceOf } from "../domain/presence.ts";
import type { Moment } from "../domain/readiness.ts";
import { judgeClaim, STALE_CLAIMS, type StaleClaim } from "../domain/stale-claim.ts";
import { BeadsError } from "../errors.ts";
import type { Beat } from "../store/beats.ts";
import type { ClaimTraces } from "../store/claim-traces.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { endStale } from "./end-stale.ts";
import type { Workspace } from "./workspace.ts";

export interface SweepInput {
  /** Ends the claims that are over. */
  readonly fix?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

/** What speaks for and against a claim. */
export interface Evidence extends ClaimTraces {
  /** RFC 3339 UTC: the holder's newest act in the ledger. */
  readonly last_act: string | null;
  /** What lies where they work; null where that is not on this machine, or cannot be read. */
  readonly work: { readonly branch: string | null; readonly dirty: number; readonly unpushed: number } | null;
}

/** A claim whose holder may be gone. */
export interface StaleRow {
  readonly issue: Issue;
  readonly lease: Lease;
  readonly verdict: StaleClaim;
  readonly evidence: Evidence;
  /** True once it was ended; false where it was not, or would be. */
  readonly released: boolean;
}

export interface SweepResult {
  readonly claims: readonly StaleRow[];
  /** How many are left for somebody to look at: all that were not ended, but for those of living processes. */
  readonly left: number;
  readonly fix: boolean;
  readonly dry_run: boolean;
  /** The name of this machine. */
  readonly host: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** One pass over all claims: lists those whose holders may be gone, with evidence; with `fix` ends those that expired and whose holders are known to be gone. */
export async function sweep(workspace: Workspace, input: SweepInput = {}): Promise<SweepResult> {
  const isFixing = input.fix === true && input.dry_run !== true;
  if (isFixing) await learnOfRenewals(workspace);
  const found = await staleClaims(workspace);
  const claims: StaleRow[] = [];
  for (const stale of found) claims.push(isFixing && stale.verdict === "over" ? await endStale(workspace, stale) : stale);
  const { identify } = await import("../store/process-identity.ts");
  return {
    claims,
    left: claims.filter(({ released, verdict }) => !released && verdict !== "busy").length,
    fix: input.fix === true,
    dry_run: input.dry_run === true,
    host: identify().host,
    now: workspace.ledger.now(),
  };
}

/** A lease that looks expired may have been renewed elsewhere, and is known to be over only behind a fetch: where that fails, nothing new counts as expired. */
async function learnOfRenewals(workspace: Workspace): Promise<void> {
  if (workspace.offline) return;
  await workspace.ledger.sync().catch((error: unknown) => {
    if (!(error instanceof BeadsError) || error.kind !== "environment") throw error;
    workspace.warn(`The remote could not be asked: ${error.message}`);
  });
}

async function staleClaims(workspace: Workspace): Promise<StaleRow[]> {
  const { ledger, repository, folders, identity } = workspace;
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  const open = openLeases(snapshot, moment);
  if (open.length === 0) return [];
  const [{ readBeats }, { claimTraces }] = await Promise.all([import("../store/beats.ts"), import("../store/claim-traces.ts")]);
  const { project } = snapshot;
  const beats = readBeats({ location: repository.location, state: folders.state, identity }, [
    project.identity,
    ...project.aliases,
  ]);
  const acts = new Map(snapshot.agents().map(({ name, seen }) => [name, seen]));
  const found: StaleRow[] = [];
  for (const { issue, lease } of open) {
    const traces = claimTraces(repository.location, beats, lease);
    const verdict = judge(lease, traces, moment);
    if (verdict === undefined) continue;
    const evidence = { ...traces, last_act: acts.get(lease.by) ?? null, work: await workAt(workspace, traces) };
    found.push({ issue, lease, verdict, evidence, released: false });
  }
  return found.sort((a, b) => STALE_CLAIMS.indexOf(a.verdict) - STALE_CLAIMS.indexOf(b.verdict));
}

/** Claims without a written end. To whoever knows nothing of the remote, none of them is over. */
function openLeases(snapshot: Snapshot, moment: Moment): { issue: Issue; lease: Lease }[] {
  const rows = snapshot.rows({ statuses: ["in_progress"] }, { ...moment, known: 0 });
  return rows.flatMap(({ issue, lease }) => (lease === null ? [] : [{ issue, lease }]));
}

function judge(lease: Lease, { beat, process }: ClaimTraces, moment: Moment): StaleClaim | undefined {
  const presence = beat === null ? null : presenceOf(signOf(beat, process), moment.now);
  const person = lease.by.startsWith("@");
  return judgeClaim({ expired: !isLive(lease, moment), process: process?.life ?? null, presence, person });
}

function signOf(beat: Beat, process: ClaimTraces["process"]) {
  return { state: beat.state, at: beat.at, process: beat.process === null ? null : (process?.life ?? "unknown") };
}

/** How many commits are counted at most. */
const COUNTED = 1000;

async function workAt(workspace: Workspace, { beat, worktree }: ClaimTraces): Promise<Evidence["work"]> {
  const { identify } = await import("../store/process-identity.ts");
  if (worktree === null || (beat !== null && beat.host !== identify().host)) return null;
  try {
    const there = await workspace.open(worktree);
    try {
      const { repository } = there;
      const [work, unpushed] = [await repository.readUncommitted?.(), await repository.countUnshared?.(COUNTED)];
      return work === undefined ? null : { branch: work.branch, dirty: work.paths.length, unpushed: unpushed ?? 0 };
    } finally {
      await there.ledger.close();
    }
  } catch (error) {
    // The worktree is gone, or somebody else's: then there is nothing to tell of it.
    if (!(error instanceof BeadsError)) throw error;
    return null;
  }
}

import { normaliseRemote, shortName } from "../../domain/identity.ts";
import type { OutboxEntry } from "../../domain/outbox.ts";
import { proposalBranch, requestUrl } from "../../domain/proposal.ts";
import { checkReachableUrl } from "../../domain/reachable-url.ts";
import { BeadsError } from "../../errors.ts";
import { findFork } from "../../store/forks.ts";
import type { ProposedChange } from "../../store/ledger.ts";
import type { Snapshot } from "../../store/snapshot.ts";
import type { KnownProject } from "../discovery.ts";
import { openClones } from "../open-project.ts";
import { findProjectUrl } from "../project-urls.ts";
import type { Workspace } from "../workspace.ts";
import { type Attempt, attemptOf, type Carrier, type Parcel } from "./carrier.ts";
import { deliveryOf, meantId } from "./delivery.ts";
import { troubleOf } from "./trouble.ts";

/**
 * Brings a parcel as a branch for a pull request, where the sender may not push to the target's ledger: one commit on its tip, made by the same
 * law as any delivery, pushed to the target's repository or to the sender's own fork. What has been merged meanwhile counts as delivered.
 */
export async function carryAsBranch(workspace: Workspace, project: KnownProject, parcel: Parcel): Promise<Attempt> {
  if (workspace.offline) return attemptOf({ state: "queued", why: "Offline: the next sync pushes its branch." });
  const target = await openTarget(workspace, project, parcel);
  try {
    return await proposeThrough(workspace, { project, target }, parcel);
  } finally {
    await target.ledger.close();
  }
}

/** Where a branch is made: the target's ledger on this machine, which gets nothing of it but what its own remote has. */
export interface BranchSite {
  readonly project: Pick<KnownProject, "identity" | "name">;
  readonly target: Workspace;
}

/** As `carryAsBranch`, through a clone or mirror that is open. */
export async function proposeThrough(workspace: Workspace, { project, target }: BranchSite, parcel: Parcel): Promise<Attempt> {
  const fork = await forkOf(workspace, project);
  const place = fork ?? project.identity;
  try {
    const there = await target.ledger.snapshot();
    const to = { op: parcel.entry.id, ...branchesOf(parcel.entry, there), fork };
    const change = await target.ledger.propose("deliver", await deliveryOf(workspace, parcel, there), to);
    const why = fork === null ? "it was to go as a branch" : "it was to go as a branch, and you have a fork";
    return outcomeOf(change, { identity: project.identity, fork, carrier: { kind: "branch", place, why } });
  } catch (error) {
    return refusedOr(error, project, fork, { kind: "branch", place, why: "it was to go as a branch" });
  }
}

async function openTarget(workspace: Workspace, project: KnownProject, { entry }: Parcel): Promise<Workspace> {
  const [near] =
    project.clones.length === 0 ? [] : await openClones(workspace, project, { one: true, mirror: false }).catch(none);
  if (near !== undefined) return near;
  const { openMirror } = await import("../open-mirror.ts");
  return openMirror(workspace, project, await findProjectUrl(workspace, project, entry.url));
}

/** A clone that cannot be used leaves the mirror. */
function none(error: unknown): Workspace[] {
  if (error instanceof BeadsError) return [];
  throw error;
}

async function forkOf(workspace: Workspace, { identity }: BranchSite["project"]): Promise<string | null> {
  const { location } = workspace.repository;
  const url = findFork(location, await workspace.repository.config(), identity);
  return url === null ? null : checkReachableUrl(url, "user");
}

/** Named after the sender's project and what it becomes there, so that a person sees what it is; a message also after itself. */
function branchesOf(entry: OutboxEntry, { project }: Snapshot): { readonly branch: string; readonly spare: string } {
  const sender = shortName(entry.from.project);
  const what = entry.kind === "message" ? `${entry.bead}-${entry.id.slice(-6)}` : meantId(entry, project);
  return { branch: proposalBranch(sender, what), spare: proposalBranch(sender, entry.id) };
}

interface Way {
  readonly identity: string;
  readonly fork: string | null;
  readonly carrier: Carrier;
}

function outcomeOf(change: ProposedChange<{ readonly bead: string }>, { identity, fork, carrier }: Way): Attempt {
  const { state, result, branch, base } = change;
  if (state === "there") return attemptOf({ state: "delivered", bead: result.bead, carrier });
  const forkIdentity = fork === null ? null : normaliseRemote(fork);
  const url = requestUrl({ project: identity, base, branch: branch ?? "", fork: forkIdentity });
  const hint =
    url === null
      ? `Make a pull request of it into the branch ${base}; a person there merges it, by merge, squash or rebase.`
      : `Make the pull request: ${url}`;
  const why = fork === null ? null : `It is in the fork ${forkIdentity ?? fork}.`;
  return attemptOf({ state: "proposed", bead: result.bead, why, hint, branch, carrier });
}

/** What may not be pushed there may be pushed to one's own fork. */
function refusedOr(error: unknown, { identity }: BranchSite["project"], fork: string | null, carrier: Carrier): Attempt {
  const isRight = error instanceof BeadsError && ["BRANCH_REFUSED", "REMOTE_REFUSED"].includes(error.code);
  if (!isRight) return troubleOf(error, carrier);
  const hint =
    fork === null
      ? `Name your own fork of it: bd send --fork <url>, or git config beads.${identity}.fork <url>; then bd outbox retry.`
      : `Name another fork: git config beads.${identity}.fork <url>; then bd outbox retry.`;
  return attemptOf({ state: "queued", why: error.message, code: error.code, final: true, hint, carrier });
}

import type { OutboxEntry, Passage } from "../../domain/outbox.ts";
import { BeadsError } from "../../errors.ts";
import { chooseRemote } from "../../store/choose-remote.ts";
import { findFork } from "../../store/forks.ts";
import { isOnRemote } from "../../store/on-remote.ts";
import { branchRef } from "../../store/refs.ts";
import { networkOf } from "../../store/remote.ts";
import type { KnownProject } from "../discovery.ts";
import { openClones } from "../open-project.ts";
import type { Workspace } from "../workspace.ts";
import { type Attempt, attemptOf, type Carrier } from "./carrier.ts";
import { findDelivered } from "./delivery.ts";

/**
 * Which of the proposals have been merged meanwhile: they stand in the target's ledger, whoever brought them there. The others go on waiting, but for
 * those whose branch is gone: making it again by itself would be a nuisance to whoever turned it down.
 */
export async function findMerged(
  workspace: Workspace,
  project: KnownProject,
  proposed: readonly Passage[],
): Promise<Map<string, Attempt>> {
  const found = new Map<string, Attempt>();
  const clones = await openClones(workspace, project, { network: true }).catch(passOver);
  for (const clone of clones) {
    if (!workspace.offline) await clone.ledger.sync().catch(passOver);
    const snapshot = await clone.ledger.snapshot();
    const carrier: Carrier = { kind: "branch", place: clone.directory, why: "it was merged there" };
    for (const { entry } of proposed) {
      const bead = findDelivered(snapshot, entry);
      if (bead === undefined || !(await isThere(clone, entry, bead))) continue;
      found.set(entry.id, attemptOf({ state: "delivered", bead, carrier }));
    }
    const left = proposed.filter(({ entry }) => !found.has(entry.id));
    for (const [id, branch] of await branchesGone(workspace, clone, left).catch(unanswered)) found.set(id, gone(branch, carrier));
    await clone.ledger.close();
  }
  return found;
}

/** An earlier try may have left it in that clone, which cannot push it. */
async function isThere({ repository }: Workspace, { id, kind }: OutboxEntry, bead: string): Promise<boolean> {
  return isOnRemote(repository, kind === "message" ? { issue: bead, message: id } : { issue: bead });
}

/** It is asked again with the next round. */
function passOver(error: unknown): Workspace[] {
  if (error instanceof BeadsError) return [];
  throw error;
}

/** The entries whose branches are neither where they were to be merged nor in the sender's fork any more. */
async function branchesGone(workspace: Workspace, target: Workspace, left: readonly Passage[]): Promise<Map<string, string>> {
  const remote = chooseRemote(await target.repository.config(), (await target.ledger.snapshot()).project.remote);
  const [first] = left;
  if (workspace.offline || remote === null || first === undefined) return new Map();
  const { location } = workspace.repository;
  const at = findFork(location, await workspace.repository.config(), first.entry.project) ?? remote;
  const branches = new Map(left.map(({ entry, marks }) => [entry.id, marks.find(({ branch }) => branch !== null)?.branch ?? ""]));
  const refs = [...branches.values()].filter((branch) => branch !== "").map(branchRef);
  if (refs.length === 0) return new Map();
  const there = await target.repository.listRemote(at, refs, networkOf({ detached: true }));
  return new Map([...branches].filter(([, branch]) => branch !== "" && !there.has(branchRef(branch))));
}

/** Who does not answer has said nothing of any branch. */
function unanswered(error: unknown): Map<string, string> {
  if (error instanceof BeadsError) return new Map();
  throw error;
}

function gone(branch: string, carrier: Carrier): Attempt {
  return attemptOf({
    ...{ state: "queued", code: "BRANCH_GONE", final: true, carrier, branch },
    why: `The branch ${branch} is gone, and nothing of it was merged: its people may have turned it down.`,
    hint: "bd outbox retry with its id pushes it again; bd outbox drop gives it up.",
  });
}

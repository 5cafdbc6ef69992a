import type { Passage } from "../../domain/outbox.ts";
import { BeadsError } from "../../errors.ts";
import type { KnownProject } from "../discovery.ts";
import { openClones } from "../open-project.ts";
import type { Workspace } from "../workspace.ts";
import { type Attempt, attemptOf, type Carrier } from "./carrier.ts";
import { findDelivered } from "./delivery.ts";

/** Which of the proposals have been merged meanwhile: they stand in the target's ledger, whoever brought them there. The others go on waiting. */
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
      if (bead !== undefined) found.set(entry.id, attemptOf({ state: "delivered", bead, carrier }));
    }
    await clone.ledger.close();
  }
  return found;
}

/** It is asked again with the next round. */
function passOver(error: unknown): Workspace[] {
  if (error instanceof BeadsError) return [];
  throw error;
}

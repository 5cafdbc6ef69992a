import { type Passage, passageState } from "../domain/outbox.ts";
import { BeadsError } from "../errors.ts";
import { isOnRemote } from "../store/on-remote.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { attemptOf } from "./carriers/carrier.ts";
import { findDelivered } from "./carriers/delivery.ts";
import { openClones } from "./open-project.ts";
import { projectOf } from "./resolve-project.ts";
import { settleEntry } from "./settle-entry.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Writes down as delivered what was to move, was refused or given up, and is open in the target all the same: the clone that brought it may have died
 * before it said so, and then the issue would be open on both sides. Looks at what is known of the target on this machine; answers how many.
 */
export async function noteDelivered(workspace: Workspace): Promise<number> {
  const snapshot = await workspace.ledger.snapshot();
  const doubted = snapshot.passages({}).filter((passage) => isDoubted(snapshot, passage));
  let noted = 0;
  for (const identity of new Set(doubted.map(({ entry }) => entry.project))) {
    const passages = doubted.filter(({ entry }) => entry.project === identity);
    noted += await noteIn(workspace, identity, passages).catch(passOver);
  }
  return noted;
}

/** True of a move that ended here, of an issue on which work may go on here. */
function isDoubted(snapshot: Snapshot, { entry, marks }: Passage): boolean {
  if (entry.kind !== "handoff" || entry.issue === null) return false;
  const state = passageState({ marks });
  return (state === "refused" || state === "dropped") && (snapshot.issue(entry.issue)?.status ?? "closed") !== "closed";
}

async function noteIn(workspace: Workspace, identity: string, passages: readonly Passage[]): Promise<number> {
  const left = new Map(passages.map(({ entry }) => [entry.id, entry]));
  const clones = await openClones(workspace, await projectOf(workspace, identity), { with_ledger: true });
  try {
    for (const clone of clones) {
      for (const entry of [...left.values()]) {
        const bead = await openThere(clone, entry);
        if (bead === undefined) continue;
        left.delete(entry.id);
        await settleEntry(workspace, entry, attemptOf({ state: "delivered", bead }), "never");
      }
    }
  } finally {
    await Promise.all(clones.map((clone) => clone.ledger.close()));
  }
  return passages.length - left.size;
}

/** The issue that it became, where that is open and others can see it: what only a clone here has may still be lost. */
async function openThere({ ledger, repository }: Workspace, entry: Passage["entry"]): Promise<string | undefined> {
  const snapshot = await ledger.snapshot();
  const bead = findDelivered(snapshot, entry);
  if (bead === undefined || snapshot.issue(bead)?.status === "closed") return undefined;
  return (await isOnRemote(repository, { issue: bead })) ? bead : undefined;
}

/** What cannot be read now is looked at with the next sync. */
function passOver(error: unknown): number {
  if (error instanceof BeadsError) return 0;
  throw error;
}

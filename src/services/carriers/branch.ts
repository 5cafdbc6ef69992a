import type { KnownProject } from "../discovery.ts";
import type { Workspace } from "../workspace.ts";
import { type Attempt, attemptOf, type Parcel } from "./carrier.ts";

/** Brings a parcel as a branch for a pull request, where the sender may not push to the target's ledger. */
export async function carryAsBranch(_workspace: Workspace, project: KnownProject, _parcel: Parcel): Promise<Attempt> {
  return attemptOf({
    state: "queued",
    why: `This version of bd makes no branches for ${project.name}.`,
    code: "BRANCH_UNSUPPORTED",
    final: true,
  });
}

import { nameOf } from "../../domain/actor.ts";
import type { Lease } from "../../domain/claim.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { serializeEnding } from "../../format/claim-file.ts";
import { endingPath } from "../../format/paths.ts";
import { applies, type Decide, lost, nothing } from "../state.ts";
import { liveLease, refuseForeignClaim, refuseSuperseded } from "./guards.ts";

/** Ends a claim before its time. Releasing what is released already changes nothing; what somebody else holds asks for force. */
export const release: Decide<"release"> = async (state, operation) => {
  const { issue, epoch, outcome, reason, force, proof } = operation.args;
  const lease = state.snapshot.lease(issue);
  if (lease === undefined) return lost(notClaimed(state.snapshot.has(issue), issue));
  if (lease.ended !== null || (epoch !== undefined && epoch !== lease.epoch))
    return nothing({ issue, epoch: epoch ?? lease.epoch });
  if (!force) {
    await refuseSuperseded(state, operation, issue, proof);
    refuseForeignClaim(state, operation, issue, proof, "release");
  }
  const by = nameOf(operation.actor);
  const ended = liveLease(state, issue) === undefined && epoch === undefined ? "expired" : outcome;
  const ending = {
    issue,
    epoch: lease.epoch,
    outcome: ended,
    by,
    at: toStamp(state.moment.now),
    reason,
    op: operation.op,
    extras: [],
  };
  return applies({
    files: [{ path: endingPath(issue, lease.epoch), content: serializeEnding(ending) }],
    subject: subjectOf(lease, by, ended, reason),
    ...(reason === null ? {} : { text: reason }),
    beads: [issue],
    result: { issue, epoch: lease.epoch },
  });
};

function subjectOf(lease: Lease, by: string, outcome: string, reason: string | null): string {
  const whose = by === lease.by ? "" : ` (was ${lease.by})`;
  return `${lease.issue}: ${outcome} by ${by}${whose}${reason === null ? "" : `: ${reason.split("\n")[0]}`}`;
}

function notClaimed(exists: boolean, id: string): BeadsError {
  if (!exists) return new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${id}.`, { fields: { id } });
  return new BeadsError("conflict", "NOT_CLAIMED", `Nobody has claimed ${id}.`, { fields: { id } });
}

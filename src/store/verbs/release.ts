import { nameOf } from "../../domain/actor.ts";
import type { Lease } from "../../domain/claim.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { serializeEnding } from "../../format/claim-file.ts";
import { serializeMessage } from "../../format/message-file.ts";
import { endingPath, messagePath } from "../../format/paths.ts";
import { applies, type Decide, lost, nothing } from "../state.ts";
import { leaseFields, liveLease, refuseForeignClaim, refuseSuperseded } from "./guards.ts";

/** Ends a claim before its time. Releasing what is released already changes nothing; what somebody else holds asks for force. */
export const release: Decide<"release"> = async (state, operation) => {
  const { issue, epoch, outcome, reason, force, proof, messages = [] } = operation.args;
  const lease = state.snapshot.lease(issue);
  if (lease === undefined) return lost(notClaimed(state.snapshot.has(issue), issue));
  if (lease.ended !== null || (epoch !== undefined && epoch !== lease.epoch))
    return nothing({ issue, epoch: epoch ?? lease.epoch });
  const live = liveLease(state, issue);
  if (outcome === "expired" && live !== undefined) return lost(stillLive(live));
  if (!force) {
    await refuseSuperseded(state, operation, issue, proof);
    refuseForeignClaim(state, operation, issue, proof, "release");
  }
  const by = nameOf(operation.actor);
  const ended = live === undefined && epoch === undefined ? "expired" : outcome;
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
    files: [
      { path: endingPath(issue, lease.epoch), content: serializeEnding(ending) },
      ...messages.map((message) => ({ path: messagePath(message.thread, message.id), content: serializeMessage(message) })),
    ],
    subject: subjectOf(lease, by, ended, reason),
    ...(messages[0] !== undefined ? { text: messages[0].body } : reason === null ? {} : { text: reason }),
    beads: [issue],
    result: { issue, epoch: lease.epoch },
  });
};

function subjectOf(lease: Lease, by: string, outcome: string, reason: string | null): string {
  const whose = by === lease.by ? "" : ` (was ${lease.by})`;
  return `${lease.issue}: ${outcome} by ${by}${whose}${reason === null ? "" : `: ${reason.split("\n")[0]}`}`;
}

/** Whoever asked for its end as expired saw it so: it was renewed since, or its process lives here after all. */
function stillLive(lease: Lease): BeadsError {
  return new BeadsError("conflict", "CLAIM_LIVE", `${lease.issue} is held by ${lease.by}, whose claim has not expired.`, {
    hints: ["It was renewed meanwhile, or its process lives on this machine: leave it to its holder."],
    fields: leaseFields(lease),
  });
}

function notClaimed(exists: boolean, id: string): BeadsError {
  if (!exists) return new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${id}.`, { fields: { id } });
  return new BeadsError("conflict", "NOT_CLAIMED", `Nobody has claimed ${id}.`, { fields: { id } });
}

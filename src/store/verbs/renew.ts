import { nameOf } from "../../domain/actor.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { serializeRenewal } from "../../format/claim-file.ts";
import { renewalPath } from "../../format/paths.ts";
import { applies, type Decide, lost } from "../state.ts";
import { holds, leaseFields } from "./guards.ts";

/** Prolongs the holder's lease. It wins over an expiry that others only saw; it loses against a newer epoch. */
export const renew: Decide<"renew"> = async (state, operation) => {
  const { issue, epoch, proof, lease: length } = operation.args;
  const lease = state.snapshot.lease(issue);
  if (lease === undefined || lease.epoch !== epoch || lease.ended !== null || !holds(lease, operation, proof)) {
    const holder = lease?.by ?? "nobody";
    return lost(
      new BeadsError("conflict", "CLAIM_SUPERSEDED", `The claim of ${issue} is over: now ${holder}.`, {
        fields: lease === undefined ? {} : leaseFields(lease),
      }),
    );
  }
  const until = toStamp(state.moment.now + length);
  const renewal = {
    issue,
    epoch,
    renewal: lease.renewals + 1,
    by: nameOf(operation.actor),
    at: toStamp(state.moment.now),
    until,
    op: operation.op,
    extras: [],
  };
  return applies({
    files: [{ path: renewalPath(issue, epoch, renewal.renewal), content: serializeRenewal(renewal) }],
    subject: `${issue}: claim renewed by ${renewal.by} until ${until}`,
    beads: [issue],
    housekeeping: true,
    result: { until },
  });
};

import { nameOf } from "../../domain/actor.ts";
import { oneLine } from "../../domain/strip.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { checkpointPath } from "../../format/paths.ts";
import { checkpointFile } from "../../format/records/checkpoint-file.ts";
import { applies, type Decide, lost, nothing } from "../state.ts";
import { holds, refuseForeignClaim, refuseSuperseded } from "./guards.ts";

/** Notes where the work on an issue stands. Whoever lost the claim has nothing to note any more. */
export const checkpoint: Decide<"checkpoint"> = async (state, operation) => {
  const { checkpoint: wanted, proof } = operation.args;
  const { id, issue } = wanted;
  const before = state.snapshot.record("checkpoint", id)?.head;
  if (before !== undefined) return nothing({ id, issue, epoch: before.epoch });
  if (!state.snapshot.has(issue)) {
    return lost(new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${issue}.`, { fields: { id: issue } }));
  }
  await refuseSuperseded(state, operation, issue, proof);
  refuseForeignClaim(state, operation, issue, proof, "make checkpoints of");
  const lease = state.snapshot.lease(issue);
  const epoch = lease !== undefined && lease.ended === null && holds(lease, operation, proof) ? lease.epoch : null;
  const made = { ...wanted, epoch, at: toStamp(state.moment.now), op: operation.op };
  const first = oneLine(made.body.split("\n")[0] ?? "");
  const text = [made.body, made.plan && `Plan: ${made.plan}`, made.next && `Next: ${made.next}`].filter(Boolean).join("\n\n");
  return applies({
    files: [{ path: checkpointPath(issue, id), content: checkpointFile.serialize(made) }],
    subject: `${issue}: checkpoint by ${nameOf(operation.actor)}${first === "" ? "" : `: ${first}`}`,
    ...(text === "" ? {} : { text }),
    beads: [issue],
    housekeeping: made.auto,
    result: { id, issue, epoch },
  });
};

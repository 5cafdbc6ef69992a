import { nameOf } from "../../domain/actor.ts";
import { attemptsOf } from "../../domain/lease.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { serializeReset } from "../../format/claim-file.ts";
import { resetPath } from "../../format/paths.ts";
import { applies, type Decide, lost, nothing } from "../state.ts";

/** Forgives an issue its failed and expired attempts, up to the newest one that ended so: its circuit breaker closes. */
export const reset: Decide<"reset"> = async (state, operation) => {
  const { issue, reason } = operation.args;
  if (!state.snapshot.has(issue))
    return lost(new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${issue}.`, { fields: { id: issue } }));
  const endings = state.snapshot.endings(issue);
  const { failures, reset: last } = attemptsOf(endings, state.snapshot.resets(issue));
  if (failures === 0) return nothing({ issue, epoch: last, forgiven: 0 });
  const failed = endings.filter(({ outcome }) => outcome === "failed" || outcome === "expired");
  const epoch = Math.max(...failed.map((ending) => ending.epoch));
  const by = nameOf(operation.actor);
  const noun = { issue, epoch, by, at: toStamp(state.moment.now), reason, op: operation.op, extras: [] };
  return applies({
    files: [{ path: resetPath(issue, epoch), content: serializeReset(noun) }],
    subject: `${issue}: attempts reset by ${by}${reason === null ? "" : `: ${reason.split("\n")[0]}`}`,
    ...(reason === null ? {} : { text: reason }),
    beads: [issue],
    result: { issue, epoch, forgiven: failures },
  });
};

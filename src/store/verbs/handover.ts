import { nameOf } from "../../domain/actor.ts";
import type { Issue } from "../../domain/issue.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { serializeEnding } from "../../format/claim-file.ts";
import { serializeIssue } from "../../format/issue-file.ts";
import { serializeMessage } from "../../format/message-file.ts";
import { endingPath, issuePath, messagePath } from "../../format/paths.ts";
import type { FileWrite } from "../../git/repository.ts";
import type { Operation } from "../operation.ts";
import { applies, type Decide, lost, nothing, type State } from "../state.ts";
import { readIssue, refuseForeignClaim, refuseSuperseded } from "./guards.ts";

/** Passes an issue on within the project: the message, the end of the claim and the new assignee land together, or nothing does. */
export const handover: Decide<"handover"> = async (state, operation) => {
  const { message, assignee, force, proof } = operation.args;
  const id = message.thread ?? "";
  const issue = await readIssue(state, id);
  const lease = state.snapshot.lease(id);
  if (state.snapshot.message(message.id) !== undefined)
    return nothing({ id: message.id, issue: id, epoch: lease?.epoch ?? null });
  if (issue.status === "closed") return lost(closed(issue));
  if (!force) {
    await refuseSuperseded(state, operation, id, proof);
    refuseForeignClaim(state, operation, id, proof, "hand off");
  }
  const by = nameOf(operation.actor);
  const open = lease !== undefined && lease.ended === null;
  return applies({
    files: [
      { path: messagePath(id, message.id), content: serializeMessage(message) },
      ...(open ? [endOf(state, operation, id, lease.epoch)] : []),
      ...reassigned(issue, assignee, by),
    ],
    subject: `${id}: handed off by ${by}${assignee === null ? "" : ` to ${assignee}`}: ${issue.title}`,
    text: message.body,
    beads: [id],
    result: { id: message.id, issue: id, epoch: open ? lease.epoch : null },
  });
};

function endOf(state: State, operation: Operation<"handover">, issue: string, epoch: number): FileWrite {
  const { assignee } = operation.args;
  const ending = {
    issue,
    epoch,
    outcome: "handed-off",
    by: nameOf(operation.actor),
    at: toStamp(state.moment.now),
    reason: assignee === null ? null : `to ${assignee}`,
    op: operation.op,
    extras: [],
  } as const;
  return { path: endingPath(issue, epoch), content: serializeEnding(ending) };
}

/** What was assigned to the one who hands it off would be ready for nobody else. */
function reassigned(issue: Issue, assignee: string | null, by: string): FileWrite[] {
  const next = assignee ?? (issue.assignee === by ? null : issue.assignee);
  return next === issue.assignee ? [] : [{ path: issuePath(issue.id), content: serializeIssue({ ...issue, assignee: next }) }];
}

function closed({ id, superseded_by }: Issue): BeadsError {
  return new BeadsError("conflict", "ISSUE_CLOSED", `${id} is closed: there is nothing to hand over.`, {
    hints: [`bd reopen ${id} opens it again.`],
    fields: { id, superseded_by },
  });
}

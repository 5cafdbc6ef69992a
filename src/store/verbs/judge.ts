import { nameOf } from "../../domain/actor.ts";
import type { Issue } from "../../domain/issue.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { serializeIssue } from "../../format/issue-file.ts";
import { serializeMessage } from "../../format/message-file.ts";
import { issuePath, messagePath } from "../../format/paths.ts";
import type { Operation } from "../operation.ts";
import { applies, type Decide, nothing, type State } from "../state.ts";
import { readIssue } from "./guards.ts";

/** Accepts proposed issues, which makes them open, or rejects them, which closes them. */
export const judge: Decide<"judge"> = async (state, operation) => {
  const { ids, verdict, reason, messages = [] } = operation.args;
  const issues = await Promise.all(ids.map((id) => readIssue(state, id)));
  const open = issues.filter((issue) => issue.status === "proposed");
  const already = issues.filter((issue) => issue.status !== "proposed");
  for (const issue of already) refuseOther(issue, verdict);
  const judged = open.map(({ id }) => id);
  const result = { judged, already: already.map(({ id }) => id) };
  if (open.length === 0) return nothing(result);
  const word = verdict === "accept" ? "accepted" : "rejected";
  return applies({
    files: [
      ...open.map((issue) => ({ path: issuePath(issue.id), content: serializeIssue(verdictOn(state, operation, issue)) })),
      ...messages
        .filter(({ thread }) => judged.includes(thread ?? ""))
        .map((message) => ({ path: messagePath(message.thread, message.id), content: serializeMessage(message) })),
    ],
    subject: `${judged.join(" ")}: ${word} by ${nameOf(operation.actor)}${reason === null ? "" : `: ${reason.split("\n")[0]}`}`,
    ...(reason === null ? {} : { text: reason }),
    beads: judged,
    result,
  });
};

function verdictOn(state: State, operation: Operation<"judge">, issue: Issue): Issue {
  const { verdict, reason } = operation.args;
  if (verdict === "accept") return { ...issue, status: "open" };
  const closed = { at: toStamp(state.moment.now), by: nameOf(operation.actor), reason, outcome: "rejected" } as const;
  return { ...issue, status: "closed", closed };
}

/** Repeating a verdict is no harm; turning it around is somebody else's work. */
function refuseOther({ id, status, closed }: Issue, verdict: "accept" | "reject"): void {
  if (verdict === "accept" ? status !== "closed" : closed?.outcome === "rejected") return;
  const over = verdict === "accept" ? `bd reopen ${id} opens it again.` : `bd show ${id} says how it ended.`;
  const hint = status === "closed" ? over : "Close it with bd close and say why.";
  throw new BeadsError("conflict", "NOT_PROPOSED", `${id} is ${status}: only what is proposed can be ${verdict}ed.`, {
    hints: [hint],
    fields: { id, status },
  });
}

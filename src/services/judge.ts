import { checkBody } from "../domain/body.ts";
import type { Issue } from "../domain/issue.ts";
import type { Message } from "../domain/message.ts";
import type { Row } from "../store/snapshot.ts";
import { compose } from "./compose.ts";
import { resolveId } from "./resolve-id.ts";
import { rowOf } from "./row-of.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface JudgeInput {
  readonly id: string;
  readonly reason?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface JudgeResult {
  readonly verdict: "accept" | "reject";
  readonly landing: Landing;
  readonly reason: string | null;
  readonly row: Row;
}

/**
 * Decides on an issue that another project proposed. Its sender learns of it: an acceptance is said on the thread in the same commit, a
 * rejection is the closing itself, with the reason.
 */
export async function judge(workspace: Workspace, verdict: JudgeResult["verdict"], input: JudgeInput): Promise<JudgeResult> {
  const snapshot = await workspace.ledger.snapshot();
  const id = resolveId(snapshot, input.id, { exact: true });
  const reason = input.reason === undefined || input.reason.trim() === "" ? null : checkBody(input.reason);
  const issue = snapshot.issue(id);
  const messages = verdict === "accept" && issue !== undefined ? [acceptance(workspace, issue, reason)] : [];
  const args = { ids: [id], verdict, reason, messages };
  const { landing } = await write(workspace, "judge", args, { urgency: "now", dry_run: input.dry_run });
  return { verdict, landing, reason, row: await rowOf(workspace, id) };
}

function acceptance({ ledger, actor }: Workspace, { id, by, origin }: Issue, reason: string | null): Message {
  return compose(ledger, actor, {
    thread: id,
    to: [origin?.actor ?? by],
    type: "decision",
    subject: "Accepted",
    data: { verdict: "accepted" },
    body: reason ?? "Accepted.",
  });
}

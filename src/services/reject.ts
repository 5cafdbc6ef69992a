import { BeadsError } from "../errors.ts";
import { type JudgeInput, type JudgeResult, judge } from "./judge.ts";
import type { Workspace } from "./workspace.ts";

/** Closes an issue that another project proposed, with the reason, which its sender is told. @throws REJECT_NEEDS_REASON, NOT_PROPOSED */
export async function reject(workspace: Workspace, input: JudgeInput): Promise<JudgeResult> {
  if ((input.reason ?? "").trim() === "") throw needsReason();
  return judge(workspace, "reject", input);
}

function needsReason(): BeadsError {
  return new BeadsError("usage", "REJECT_NEEDS_REASON", "A rejection needs --reason: whoever sent it is told why.", {
    hints: ['bd reject <id> --reason "…"; -F - reads it from standard input.'],
  });
}

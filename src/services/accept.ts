import { type JudgeInput, type JudgeResult, judge } from "./judge.ts";
import type { Workspace } from "./workspace.ts";

/** Takes in an issue that another project proposed: from here on it is work like any other. Accepting twice is no error. @throws NOT_PROPOSED */
export async function accept(workspace: Workspace, input: JudgeInput): Promise<JudgeResult> {
  return judge(workspace, "accept", input);
}

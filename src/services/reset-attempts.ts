import { checkBody } from "../domain/body.ts";
import type { Row } from "../store/snapshot.ts";
import { resolveId } from "./resolve-id.ts";
import { rowOf } from "./row-of.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface ResetInput {
  readonly id: string;
  readonly reason?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface ResetResult {
  readonly landing: Landing;
  readonly id: string;
  /** How many failed or expired attempts counted until now. */
  readonly forgiven: number;
  readonly row: Row;
}

/** Lets an issue be tried again whose attempts failed too often. Where nothing counts against it, nothing is changed. @throws ISSUE_NOT_FOUND */
export async function resetAttempts(workspace: Workspace, input: ResetInput): Promise<ResetResult> {
  const issue = resolveId(await workspace.ledger.snapshot(), input.id, { exact: true });
  const reason = input.reason === undefined || input.reason.trim() === "" ? null : checkBody(input.reason);
  const { landing, result } = await write(workspace, "reset", { issue, reason }, { urgency: "now", dry_run: input.dry_run });
  return { landing, id: issue, forgiven: result.forgiven, row: await rowOf(workspace, issue) };
}

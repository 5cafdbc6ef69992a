import { type AckInput, ack } from "./ack.ts";
import type { ReplyResult } from "./reply.ts";
import { type RulingResult, ruleOn } from "./ruling.ts";
import type { Workspace } from "./workspace.ts";

/** A decision of this project that was acknowledged, or another project's, of which an issue here tells. */
export type Acknowledged =
  | { readonly ruled: RulingResult; readonly replied: null }
  | { readonly ruled: null; readonly replied: ReplyResult };

/** Says that somebody knows of a decision: of this project, or of another one that sent it here as an issue. @throws what `ruleOn` and `ack` throw */
export async function ackDecision(workspace: Workspace, input: AckInput): Promise<Acknowledged> {
  const snapshot = await workspace.ledger.snapshot();
  const typed = input.target.trim();
  const issue = snapshot.issue(typed);
  if (issue !== undefined || typed.includes(":") || snapshot.message(typed) !== undefined)
    return { ruled: null, replied: await ack(workspace, input) };
  const said = { id: typed, words: input.body, dry_run: input.dry_run };
  return { ruled: await ruleOn(workspace, "ack", said), replied: null };
}

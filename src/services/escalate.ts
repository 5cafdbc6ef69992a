import { ESCALATION_LEVELS, type EscalationLevel } from "../domain/escalation.ts";
import { BeadsError } from "../errors.ts";
import { type EscalationRow, escalationRow, openEscalations, type RaiseResult, raise } from "./escalations.ts";
import { resolveEscalation } from "./resolve-escalation.ts";
import { resolveId } from "./resolve-id.ts";
import { refuseIdAsTitle } from "./title-of-words.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface EscalateInput {
  readonly title: string;
  readonly level: number;
  readonly category: string;
  /** As typed. */
  readonly issue?: string | undefined;
  readonly body?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

/** Raises what somebody typed. @throws TITLE_IS_ID, BAD_LEVEL, BAD_CATEGORY, and what `raise` throws */
export async function escalate(workspace: Workspace, input: EscalateInput): Promise<RaiseResult> {
  const { title, body = "", dry_run } = input;
  const snapshot = await workspace.ledger.snapshot();
  if (input.issue === undefined) refuseIdAsTitle(snapshot, title, (id) => `bd escalate "What is wrong" --issue ${id}`);
  const issue = input.issue === undefined ? null : resolveId(snapshot, input.issue, { exact: true });
  return raise(workspace, { title, level: levelOf(input.level), category: categoryOf(input.category), issue, body, dry_run });
}

function levelOf(level: number): EscalationLevel {
  const known = ESCALATION_LEVELS.find((each) => each === level);
  if (known !== undefined) return known;
  throw new BeadsError("usage", "BAD_LEVEL", `${level} is no level.`, {
    hints: ["Levels are 1 to 4; 3 and 4 pause the project."],
  });
}

/** A word of the caller's own, or one that bd knows. @throws BAD_CATEGORY */
function categoryOf(text: string): string {
  const category = text.trim().toLowerCase();
  if (/^[a-z][a-z0-9-]{0,39}$/.test(category)) return category;
  throw new BeadsError("usage", "BAD_CATEGORY", `${JSON.stringify(text)} is no category.`, {
    hints: ["Use one word of letters, digits and -, such as blocked, irreversible, no-consensus, budget or unresolved-twice."],
    fields: { category: text },
  });
}

/** What is open, or every escalation that ever was, newest first. */
export async function listEscalations(
  workspace: Workspace,
  { all, issue }: { readonly all: boolean; readonly issue?: string | undefined },
): Promise<readonly EscalationRow[]> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const rows = all
    ? snapshot.records("escalation", { newest: true }).map((record) => escalationRow(record, moment))
    : openEscalations(snapshot, moment);
  const about = issue === undefined ? undefined : resolveId(snapshot, issue);
  return about === undefined ? rows : rows.filter((row) => row.issue === about);
}

/** An escalation with its text and all that became of it. */
export interface EscalationShown {
  readonly row: EscalationRow;
  readonly body: string;
  readonly issue_title: string | null;
  readonly marks: readonly { readonly mark: string; readonly at: string; readonly by: string; readonly reason: string | null }[];
}

export async function showEscalation(workspace: Workspace, id: string): Promise<EscalationShown> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const record = resolveEscalation(snapshot, moment, id);
  const { head, parts } = record;
  const marks = [...parts].sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ mark, at, by, reason }) => ({ mark, at, by, reason }));
  const title = head.issue === null ? null : (snapshot.issue(head.issue)?.title ?? null);
  return { row: escalationRow(record, moment), body: head.body, issue_title: title, marks };
}

export interface AttendResult {
  readonly word: "ack" | "resolve";
  readonly landing: Landing;
  readonly row: EscalationRow;
}

/** Says that somebody looks at it, so that it does not rise; or that it is over. Whoever says so first did it. @throws ESCALATION_NOT_FOUND, ROLE_NEEDED */
export async function attendEscalation(
  workspace: Workspace,
  word: AttendResult["word"],
  input: { readonly id: string; readonly reason?: string | undefined; readonly dry_run?: boolean | undefined },
): Promise<AttendResult> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const { head } = resolveEscalation(snapshot, moment, input.id);
  const text = (input.reason ?? "").trim();
  const args = {
    escalation: head.id,
    mark: word === "ack" ? ("ack" as const) : ("end" as const),
    reason: text === "" ? null : text,
  };
  const { landing, result } = await write(workspace, "attend", args, { urgency: "now", dry_run: input.dry_run });
  const after = (await workspace.ledger.snapshot()).record("escalation", head.id);
  const row = escalationRow(after ?? { head, parts: [] }, moment);
  return { word, landing: { ...landing, changed: landing.changed && result.made }, row };
}

import { checkBody } from "../domain/body.ts";
import type { DecisionMarkKind } from "../domain/decision.ts";
import { BeadsError } from "../errors.ts";
import type { Row } from "../store/snapshot.ts";
import { rowsWith } from "./decide.ts";
import type { DecisionRow } from "./decisions.ts";
import { refuseUnreasonedForce } from "./force.ts";
import type { Propagated } from "./propagate.ts";
import { resolveDecision, resolveDecisions } from "./resolve-decision.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface RulingInput {
  readonly id: string;
  /** Of an answer, the option that it takes. */
  readonly option?: string | undefined;
  /** What is said with it; of an answer without an option, the answer itself. */
  readonly words?: string | undefined;
  /** Decisions that it is named beside. */
  readonly related?: readonly string[] | undefined;
  /** Although somebody else is to say it, or time has; with the reason. */
  readonly force?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly allow_secrets?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface RulingResult {
  readonly kind: DecisionMarkKind;
  readonly landing: Landing;
  readonly row: DecisionRow;
  /** The issues that waited for it, as they stand now. */
  readonly freed: readonly Row[];
  /** Decisions in force that are about the same, of which neither names the other. */
  readonly overlapping: readonly DecisionRow[];
  /** An acceptance sends a decision to the projects that are to know of it. */
  readonly propagated: readonly Propagated[];
}

/**
 * Says what becomes of a decision: that it is accepted, rejected, answered, known, or named beside others.
 * @throws DECISION_NOT_FOUND, ID_NOT_EXACT, ALREADY_ANSWERED, NOT_PROPOSED, FELL_TO_DEFAULT, NOT_APPROVER, BAD_OPTION, REJECT_NEEDS_REASON, FORCE_NEEDS_REASON
 */
export async function ruleOn(workspace: Workspace, kind: DecisionMarkKind, input: RulingInput): Promise<RulingResult> {
  refuseUnreasonedForce(input);
  const snapshot = await workspace.ledger.snapshot();
  const decision = resolveDecision(snapshot, input.id, { exact: true });
  const reason = wordsOf(input);
  if (kind === "reject" && reason === null) throw rejectNeedsReason();
  const args = {
    ...{ decision, kind, option: input.option ?? null, reason, force: input.force === true },
    related: resolveDecisions(snapshot, input.related ?? []).filter((id) => id !== decision),
  };
  const { landing } = await write(workspace, "rule", args, { urgency: "now", dry_run: input.dry_run });
  const rows = await rowsWith(workspace, null);
  const row = rows.find(({ id }) => id === decision) as DecisionRow;
  const overlapping = rows.filter(({ id }) => row.contradicts.includes(id));
  const isNew = kind === "accept" && input.dry_run !== true;
  const propagated = isNew ? await sendOut(workspace, row, input) : [];
  return { kind, landing, row, freed: await freedBy(workspace, row, kind), overlapping, propagated };
}

/** What is said, with what overrode the rules. */
function wordsOf({ words = "", force, reason = "" }: RulingInput): string | null {
  const parts = [words.trim(), force === true && words.trim() !== "" ? `Forced: ${reason.trim()}` : reason.trim()];
  const text = checkBody(parts.filter((part) => part !== "").join("\n\n"));
  return text === "" ? null : text;
}

/** To accept once more sends what could not be sent before. */
async function sendOut(workspace: Workspace, row: DecisionRow, { allow_secrets }: RulingInput): Promise<readonly Propagated[]> {
  if (row.state !== "accepted" || row.decision.propagate.length === 0) return [];
  const { propagate, targetsOf } = await import("./propagate.ts");
  return propagate(workspace, row.decision, await targetsOf(workspace, row.decision), { allow_secrets });
}

async function freedBy(workspace: Workspace, { decision }: DecisionRow, kind: DecisionMarkKind): Promise<readonly Row[]> {
  if (decision.gates.length === 0 || (kind !== "answer" && kind !== "reject")) return [];
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  return decision.gates.map((id) => snapshot.row(id, moment)).filter((row) => row !== undefined);
}

function rejectNeedsReason(): BeadsError {
  return new BeadsError("usage", "REJECT_NEEDS_REASON", "A rejection needs --reason: others will want to know why.", {
    hints: ['bd decide reject <id> --reason "…"; -F - reads it from standard input.'],
  });
}

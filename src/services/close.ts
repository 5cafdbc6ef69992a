import { nameOf } from "../domain/actor.ts";
import { checkBody } from "../domain/body.ts";
import { emptyIssue } from "../domain/fields.ts";
import { mintId } from "../domain/id.ts";
import { type Issue, OUTCOMES, type Outcome } from "../domain/issue.ts";
import { toStamp } from "../domain/time.ts";
import { checkTitle } from "../domain/title.ts";
import { BeadsError } from "../errors.ts";
import type { Row, Snapshot } from "../store/snapshot.ts";
import { refuseUnreasonedForce } from "./force.ts";
import { resolveIds } from "./resolve-id.ts";
import { expandTarget, resolveTarget } from "./resolve-target.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface CloseInput {
  /** All of them are closed in one commit, or none is. */
  readonly ids: readonly string[];
  readonly reason?: string | undefined;
  readonly outcome?: string | undefined;
  readonly duplicate_of?: string | undefined;
  readonly superseded_by?: string | undefined;
  readonly force?: boolean | undefined;
  readonly with_children?: boolean | undefined;
  /** Titles of issues to be filed in the same commit, linked to the first id. */
  readonly follow_ups?: readonly string[] | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface CloseResult {
  readonly landing: Landing;
  /** With children, where they were closed too. */
  readonly closed: readonly Row[];
  /** Closed before: nothing was changed. */
  readonly already: readonly Row[];
  readonly follow_ups: readonly Row[];
  /** What became ready by it. */
  readonly unblocked: readonly Row[];
  readonly outcome: Outcome;
  readonly reason: string | null;
}

/** Outcomes that a user may name; the others belong to verbs of their own. */
const NAMEABLE: readonly Outcome[] = OUTCOMES.filter((outcome) => outcome !== "deleted" && outcome !== "handed-off");

/** Closes issues. What is closed already stays as it is. @throws OPEN_CHILDREN, ISSUE_BLOCKED, CLAIM_HELD, CLAIM_SUPERSEDED */
export async function close(workspace: Workspace, input: CloseInput): Promise<CloseResult> {
  return closeAs(workspace, input, outcomeOf(input));
}

/** Closes with an outcome that the caller chose (`delete` shares this). */
export async function closeAs(workspace: Workspace, input: CloseInput, outcome: Outcome): Promise<CloseResult> {
  refuseUnreasonedForce(input);
  const snapshot = await workspace.ledger.snapshot();
  const ids = resolveIds(snapshot, input.ids, { exact: true });
  const reason = input.reason === undefined || input.reason.trim() === "" ? null : checkBody(input.reason);
  const args = {
    ids,
    reason,
    outcome,
    force: input.force === true,
    with_children: input.with_children === true,
    follow_ups: followUps(workspace, snapshot, input, ids),
    ...(input.duplicate_of === undefined ? {} : { duplicate_of: await otherThan(workspace, ids, input.duplicate_of) }),
    ...(input.superseded_by === undefined ? {} : { superseded_by: await otherThan(workspace, ids, input.superseded_by) }),
    proof: await workspace.proof(),
  };
  const waiting = await waitingOn(workspace, ids);
  const { landing, result } = await write(workspace, "close", args, { urgency: "soon", dry_run: input.dry_run });
  const rows = await rowsOf(workspace);
  return {
    landing,
    closed: rows(result.closed),
    already: rows(result.already),
    follow_ups: rows(result.follow_ups),
    unblocked: rows(waiting).filter((row) => row.computed === "ready"),
    outcome,
    reason,
  };
}

/** Orders ids so that each can be closed when its turn comes: children before parents, what is needed before what needs it. */
export async function orderForClosing(workspace: Workspace, ids: readonly string[]): Promise<string[]> {
  const snapshot = await workspace.ledger.snapshot();
  const chosen = new Set(ids);
  const ordered = new Set<string>();
  const entered = new Set<string>();
  const visit = (id: string): void => {
    if (entered.has(id)) return;
    entered.add(id);
    for (const child of snapshot.children(id)) if (chosen.has(child)) visit(child);
    for (const need of snapshot.issue(id)?.needs ?? []) if (chosen.has(need.id)) visit(need.id);
    ordered.add(id);
  };
  for (const id of ids) visit(id);
  return [...ordered];
}

function outcomeOf(input: CloseInput): Outcome {
  const implied = input.duplicate_of !== undefined ? "duplicate" : input.superseded_by !== undefined ? "superseded" : "done";
  if (input.outcome === undefined) return implied;
  const outcome = NAMEABLE.find((known) => known === input.outcome?.toLowerCase());
  if (outcome === undefined) {
    throw new BeadsError("usage", "UNKNOWN_OUTCOME", `There is no outcome ${JSON.stringify(input.outcome)}.`, {
      hints: [`Known are: ${NAMEABLE.join(", ")}.`],
      fields: { outcome: input.outcome, known: NAMEABLE },
    });
  }
  if (implied === "done" || outcome === implied) return outcome;
  throw new BeadsError("usage", "OUTCOME_TWICE", `The outcome cannot be ${outcome} and ${implied} at once.`);
}

async function otherThan(workspace: Workspace, ids: readonly string[], text: string): Promise<string> {
  const target = resolveTarget(await workspace.ledger.snapshot(), await expandTarget(workspace, text));
  if (!ids.includes(target)) return target;
  throw new BeadsError("usage", "SELF_REFERENCE", `${target} cannot stand for itself.`, { fields: { id: target } });
}

function followUps(workspace: Workspace, snapshot: Snapshot, input: CloseInput, ids: readonly string[]): Issue[] {
  const { ledger, actor } = workspace;
  return (input.follow_ups ?? []).map((title) =>
    emptyIssue({
      id: freshId(workspace, snapshot),
      title: checkTitle(title),
      discovered_from: ids.slice(0, 1),
      created: toStamp(ledger.now()),
      by: nameOf(actor),
    }),
  );
}

function freshId({ ledger }: Workspace, snapshot: Snapshot): string {
  for (;;) {
    const id = mintId(snapshot.project.prefix, ledger.chance);
    if (!snapshot.has(id)) return id;
  }
}

/** Open issues that may become ready once these are closed: what needs them, and what lies below that. */
async function waitingOn(workspace: Workspace, ids: readonly string[]): Promise<string[]> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const found = new Set(ids.flatMap((id) => snapshot.dependents(id)));
  for (const id of found) for (const child of snapshot.children(id)) found.add(child);
  return [...found].filter((id) => !ids.includes(id) && snapshot.row(id, moment)?.computed === "blocked");
}

async function rowsOf(workspace: Workspace): Promise<(ids: readonly string[]) => Row[]> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  return (ids) => ids.flatMap((id) => snapshot.row(id, moment) ?? []);
}

import { nameOf } from "../domain/actor.ts";
import { checkBody } from "../domain/body.ts";
import { type Attempts, attemptsOf } from "../domain/lease.ts";
import { BeadsError } from "../errors.ts";
import type { Row } from "../store/snapshot.ts";
import { noticeCircuit } from "./circuit.ts";
import { refuseUnreasonedForce } from "./force.ts";
import { heldRows } from "./held.ts";
import { resolveId } from "./resolve-id.ts";
import { rowOf } from "./row-of.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface ReleaseInput {
  /** Without it, the one issue that the caller holds. */
  readonly id?: string | undefined;
  readonly reason?: string | undefined;
  /** The attempt failed: three such ends in a row open the issue's circuit breaker. */
  readonly failed?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface ReleaseResult {
  readonly landing: Landing;
  readonly id: string;
  readonly epoch: number;
  /** Who held it. */
  readonly holder: string | null;
  readonly reason: string | null;
  readonly row: Row;
  readonly attempts: Attempts;
}

/** Gives an issue back before its lease is over. Releasing twice is no error. @throws NOT_CLAIMED, CLAIM_HELD, CLAIM_SUPERSEDED */
export async function release(workspace: Workspace, input: ReleaseInput): Promise<ReleaseResult> {
  refuseUnreasonedForce(input);
  const snapshot = await workspace.ledger.snapshot();
  const again = input.id === undefined ? (await workspace.ledger.repeated())?.beads[0] : undefined;
  const issue = input.id === undefined ? (again ?? (await onlyHeld(workspace))) : resolveId(snapshot, input.id, { exact: true });
  const reason = input.reason === undefined || input.reason.trim() === "" ? null : checkBody(input.reason);
  const holder = snapshot.lease(issue)?.by ?? null;
  const outcome = input.failed === true ? ("failed" as const) : ("released" as const);
  const args = { issue, outcome, reason, force: input.force === true, proof: await workspace.proof() };
  const { landing, result } = await write(workspace, "release", args, { urgency: "now", dry_run: input.dry_run });
  if (landing.changed && input.dry_run !== true) await noticeCircuit(workspace, issue);
  const after = await workspace.ledger.snapshot();
  const attempts = attemptsOf(after.endings(issue), after.resets(issue));
  return { landing, id: issue, epoch: result.epoch, holder, reason, row: await rowOf(workspace, issue), attempts };
}

async function onlyHeld(workspace: Workspace): Promise<string> {
  const held = await heldRows(workspace);
  const [first] = held;
  if (first !== undefined && held.length === 1) return first.issue.id;
  const ids = held.map((row) => row.issue.id);
  if (first === undefined) {
    throw new BeadsError("not-found", "NOTHING_HELD", `${nameOf(workspace.actor)} holds no claim here.`, { fields: { ids } });
  }
  throw new BeadsError("usage", "SEVERAL_HELD", `You hold ${ids.length} issues: ${ids.join(", ")}.`, {
    hints: ["Name the one to release."],
    fields: { ids },
  });
}

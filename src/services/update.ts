import { BeadsError } from "../errors.ts";
import type { Row } from "../store/snapshot.ts";
import { hasSections } from "./body-sections.ts";
import { type ClaimResult, claim } from "./claim.ts";
import { close } from "./close.ts";
import { editFields, type FieldsInput } from "./edit-fields.ts";
import { reopen } from "./reopen.ts";
import { resetAttempts } from "./reset-attempts.ts";
import { resolveId } from "./resolve-id.ts";
import { rowOf } from "./row-of.ts";
import type { Workspace } from "./workspace.ts";
import type { Landing } from "./write.ts";

/** Changes to one issue; `status` may be any word that a tracker knows, and asks other verbs where it is one of theirs. */
export interface UpdateInput extends Omit<FieldsInput, "status"> {
  readonly status?: string | undefined;
  readonly claim?: boolean | undefined;
  /** Forgives it its failed attempts first. */
  readonly reset_attempts?: boolean | undefined;
}

export interface UpdateResult {
  /** Of the last change that was made. */
  readonly landing: Landing;
  readonly id: string;
  /** The fields that were asked for. */
  readonly fields: readonly string[];
  readonly row: Row;
  readonly claim: ClaimResult | null;
  /** How many failed attempts were forgiven; null where that was not asked for. */
  readonly forgiven: number | null;
}

type Step = "claim" | "close" | "reopen" | "edit";

interface Plan {
  /** What stands for the status, before or behind the fields. */
  readonly before: Step | null;
  readonly after: Step | null;
  readonly status: "open" | "deferred" | undefined;
}

/** Changes an issue: forgives its failures and claims first, then the fields, closes last. @throws what claim, close, reopen and the fields throw */
export async function update(workspace: Workspace, input: UpdateInput): Promise<UpdateResult> {
  const snapshot = await workspace.ledger.snapshot();
  const id = resolveId(snapshot, input.id, { exact: true });
  const plan = planOf(input, snapshot.issue(id)?.status === "closed");
  const { dry_run, reason } = input;
  const forgiven = input.reset_attempts === true ? await resetAttempts(workspace, { id, reason, dry_run }) : null;
  const claimed = plan.before === "claim" ? await claim(workspace, { id, dry_run }) : null;
  const reopened = plan.before === "reopen" ? await reopen(workspace, { id, reason, dry_run }) : null;
  const asks = plan.before === null && plan.after === null && forgiven === null;
  const edited = asks || hasFields(input, plan) ? await editFields(workspace, { ...input, id, status: plan.status }) : null;
  const closed = plan.after === "close" ? await close(workspace, { ids: [id], reason, force: input.force, dry_run }) : null;
  const landing = (closed ?? edited ?? reopened ?? claimed ?? forgiven)?.landing as Landing;
  const row = await rowOf(workspace, id);
  return { landing, id, fields: edited?.fields ?? [], row, claim: claimed, forgiven: forgiven?.forgiven ?? null };
}

function planOf(input: UpdateInput, isClosed: boolean): Plan {
  const word = input.status?.trim().toLowerCase().replaceAll("-", "_");
  const first = input.claim === true ? "claim" : null;
  if (word === undefined) return { before: first, after: null, status: undefined };
  if (word === "in_progress") return { before: "claim", after: null, status: undefined };
  if (word === "closed") return { before: first, after: "close", status: undefined };
  if (word === "open" && isClosed) return { before: "reopen", after: null, status: undefined };
  if (word === "open" || word === "deferred") return { before: first, after: null, status: word };
  throw refusedStatus(input.status ?? "", word);
}

const WHY: Readonly<Record<string, string>> = {
  blocked: "Blocked is what an issue is while something that it needs is open: bd dep add <id> <needed id>.",
  ready: "Ready is what an issue is when nothing stands in its way: bd ready --explain <id> says what does.",
  proposed: "Proposed is what an issue is that arrived from another project and was not accepted yet.",
};

function refusedStatus(typed: string, word: string): BeadsError {
  const why = Object.hasOwn(WHY, word) ? WHY[word] : undefined;
  const known = ["open", "in_progress", "deferred", "closed"];
  if (why !== undefined)
    return new BeadsError("usage", "STATUS_IS_COMPUTED", `The status ${word} cannot be set.`, {
      hints: [why],
      fields: { status: word, known },
    });
  return new BeadsError("usage", "BAD_STATUS", `There is no status ${JSON.stringify(typed)}.`, {
    hints: [`Known are: ${known.join(", ")}.`],
    fields: { status: typed, known },
  });
}

/** True if a field stands beside what claims, closes or reopens. */
function hasFields(input: UpdateInput, plan: Plan): boolean {
  const {
    id: _id,
    status: _status,
    claim: _claim,
    reset_attempts: _reset,
    force: _force,
    reason: _reason,
    dry_run: _dry,
    sections = {},
    ...fields
  } = input;
  const isGiven = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0);
  return plan.status !== undefined || hasSections(sections) || Object.values(fields).some(isGiven);
}

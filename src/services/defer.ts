import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { editFields, type FieldsResult } from "./edit-fields.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

export interface DeferInput {
  readonly id: string;
  /** When it comes back by itself; without it, only `undefer` brings it back. */
  readonly until?: string | undefined;
  readonly reason?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

/** Puts an issue off, until a time or until further notice. @throws ISSUE_CLOSED, BAD_TIME */
export async function defer(workspace: Workspace, input: DeferInput): Promise<FieldsResult> {
  const { id: typed, until, ...rest } = input;
  const id = resolveOpen(await workspace.ledger.snapshot(), typed);
  return editFields(workspace, { ...rest, id, status: "deferred", defer: until ?? null });
}

/** Brings a deferred issue back at once. What is not deferred is left as it is. @throws ISSUE_CLOSED */
export async function undefer(workspace: Workspace, input: Omit<DeferInput, "until">): Promise<FieldsResult> {
  const id = resolveOpen(await workspace.ledger.snapshot(), input.id);
  return editFields(workspace, { ...input, id, status: "open", defer: null });
}

function resolveOpen(snapshot: Snapshot, typed: string): string {
  const id = resolveId(snapshot, typed, { exact: true });
  if (snapshot.issue(id)?.status !== "closed") return id;
  throw new BeadsError("conflict", "ISSUE_CLOSED", `${id} is closed.`, { hints: ["bd reopen opens it again."], fields: { id } });
}

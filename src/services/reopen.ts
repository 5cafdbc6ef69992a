import { checkBody } from "../domain/body.ts";
import type { Row } from "../store/snapshot.ts";
import { resolveId } from "./resolve-id.ts";
import { rowOf } from "./row-of.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface ReopenInput {
  readonly id: string;
  readonly reason?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface ReopenResult {
  readonly landing: Landing;
  readonly row: Row;
}

/** Opens a closed or deleted issue again. What is open already is left as it is. */
export async function reopen(workspace: Workspace, input: ReopenInput): Promise<ReopenResult> {
  const id = resolveId(await workspace.ledger.snapshot(), input.id, { exact: true });
  const reason = input.reason === undefined || input.reason.trim() === "" ? null : checkBody(input.reason);
  const { landing } = await write(workspace, "reopen", { ids: [id], reason }, { urgency: "soon", dry_run: input.dry_run });
  return { landing, row: await rowOf(workspace, id) };
}

import { BeadsError } from "../errors.ts";
import type { Row } from "../store/snapshot.ts";
import type { Workspace } from "./workspace.ts";

/** An issue with what is derived of it, as it stands after a write. @throws ISSUE_NOT_FOUND */
export async function rowOf(workspace: Workspace, id: string): Promise<Row> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const row = snapshot.row(id, moment);
  if (row !== undefined) return row;
  throw new BeadsError("not-found", "ISSUE_NOT_FOUND", `There is no issue ${id}.`, { fields: { id } });
}

import { nameOf } from "../domain/actor.ts";
import { isHolder } from "../domain/lease.ts";
import type { Row } from "../store/snapshot.ts";
import type { Workspace } from "./workspace.ts";

/** The issues that the caller can prove to hold, most urgent first. The same name in another clone is somebody else. */
export async function heldRows(workspace: Workspace): Promise<Row[]> {
  const [snapshot, moment, proof] = await Promise.all([
    workspace.ledger.snapshot(),
    workspace.ledger.moment(),
    workspace.proof(),
  ]);
  const name = nameOf(workspace.actor);
  const by = proof.explicit_session ? {} : { holder: name };
  const rows = snapshot.rows({ statuses: ["in_progress"], ...by }, moment);
  return rows.filter((row) => row.lease !== null && row.lease.ended === null && isHolder(row.lease, { ...proof, name }));
}

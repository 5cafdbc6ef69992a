import { handleOf } from "../domain/actor.ts";
import type { Workspace } from "./workspace.ts";

export interface TrailerResult {
  /** The issue that a commit made here is for; null where none is held, or several are. */
  readonly issue: string | null;
  /** What is held in this work tree. */
  readonly held: readonly string[];
}

/** Which issue a commit made in this work tree is for: the one that is claimed here, by the caller or by an agent for whom a person commits. */
export async function trailer(workspace: Workspace): Promise<TrailerResult> {
  const { ledger, actor } = workspace;
  const proof = await workspace.proof();
  if (proof.markers.length === 0) return { issue: null, held: [] };
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  const isOwn = (by: string) => actor.kind === "person" || by === actor.agent || by === `@${handleOf(actor.human)}`;
  const rows = snapshot.rows({ statuses: ["in_progress"] }, moment);
  const held = rows.flatMap(({ issue, lease }) => {
    const isHere = lease?.marker != null && lease.ended === null && proof.markers.includes(lease.marker);
    return isHere && isOwn(lease.by) ? [issue.id] : [];
  });
  return { issue: held.length === 1 ? (held[0] ?? null) : null, held };
}

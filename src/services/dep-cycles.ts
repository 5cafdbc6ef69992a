import type { StatusFilter } from "../store/snapshot.ts";
import type { Workspace } from "./workspace.ts";

/** The issues of one cycle of needs and parents: none of them can become ready. */
export type Cycle = readonly { readonly id: string; readonly title: string | null; readonly status: StatusFilter | null }[];

/** Every cycle that arrived by a merge; bd itself refuses to make one. */
export async function depCycles(workspace: Workspace): Promise<readonly Cycle[]> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  return snapshot.cycles().map((ids) =>
    ids.map((id) => {
      const row = snapshot.row(id, moment);
      return { id, title: row?.issue.title ?? null, status: row?.computed ?? null };
    }),
  );
}

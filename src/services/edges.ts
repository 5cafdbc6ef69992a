import { isElsewhere } from "../domain/address.ts";
import type { EdgeGraph } from "../domain/cycle.ts";
import type { BeadElsewhere } from "../domain/elsewhere.ts";
import type { Snapshot } from "../store/snapshot.ts";

/** Needs and parents of this ledger, and of other projects' issues as far as these are known. What is closed waits for nothing. */
export function edgesAmong(
  snapshot: Snapshot,
  elsewhere: ReadonlyMap<string, BeadElsewhere> = new Map(snapshot.allElsewhere().map((bead) => [bead.id, bead])),
): EdgeGraph {
  const below = Map.groupBy(elsewhere.values(), ({ parent }) => parent ?? "");
  return {
    issue: (id) => {
      const issue = isElsewhere(id) ? elsewhere.get(id) : snapshot.issue(id);
      return issue?.status === "closed" ? undefined : issue;
    },
    children: (id) => [...(isElsewhere(id) ? [] : snapshot.children(id)), ...(below.get(id) ?? []).map((child) => child.id)],
  };
}

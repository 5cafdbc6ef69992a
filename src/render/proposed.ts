import { oneLine } from "../domain/strip.ts";
import type { Proposed } from "../services/proposed.ts";
import { countOf } from "./count.ts";

/** What waits as a branch, and what a person has to do. */
export function renderProposed({ branch, base, changes, url }: Proposed): string[] {
  const how =
    url === null
      ? `  A person merges it into ${oneLine(base)}: make a pull request of that branch. Merge, squash and rebase all work.`
      : `  A person merges it into ${oneLine(base)}: ${oneLine(url)}`;
  return [`Proposed ${countOf(changes, "change")} as the branch ${oneLine(branch)}.`, how];
}

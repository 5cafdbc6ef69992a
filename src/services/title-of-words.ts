import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";

/** Refuses the id of an issue where words for people belong: whoever is called would not know why. @throws TITLE_IS_ID */
export function refuseIdAsTitle(snapshot: Pick<Snapshot, "issue">, title: string, instead: (id: string) => string): void {
  const id = title.trim();
  if (snapshot.issue(id) === undefined) return;
  throw new BeadsError("usage", "TITLE_IS_ID", `${id} is an issue: say in words what about it.`, {
    hints: [instead(id)],
    fields: { id },
  });
}

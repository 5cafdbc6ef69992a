import type { FileWrite, Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import type { LedgerHealth } from "./ledger.ts";

/** What moved in the ledger: the files where the caller knows them, else they are asked of git. */
export interface ShownChange {
  readonly from: Oid | null;
  readonly to: Oid;
  readonly files: readonly FileWrite[] | null;
}

/** With more files than this to write, a detached process takes the view along: a first one of 10,000 issues takes seconds. */
const LIMIT = 500;

/** Takes the view along. A view is a convenience: what keeps it from being written is said by status, and stops nothing. */
export async function showChange(clone: Clone, change: ShownChange): Promise<void> {
  const { repository } = clone;
  if (repository.location.workTree === null) return;
  const { updateView } = await import("./view/update.ts");
  const { from, to, files } = change;
  const { state } = await updateView({
    repository,
    ...(clone.background === null ? {} : { limit: LIMIT }),
    ...(from === null || files === null ? {} : { changes: { from, to, files } }),
  });
  if (state === "behind") clone.background?.("fetch");
}

/** Puts back the files that are missing from the view: whoever takes a file away asks for the ledger's. */
export async function restoreView({ repository, background }: Clone): Promise<void> {
  if (repository.location.workTree === null || repository.adapter !== "git") return;
  const { updateView } = await import("./view/update.ts");
  await updateView({ repository, thorough: true, ...(background === null ? {} : { limit: LIMIT }) });
}

/** How the view stands, once it is whole: why there is none, and the files in it that somebody changed by hand. */
export async function lookAtView(clone: Clone): Promise<Pick<LedgerHealth, "view" | "hand_edited">> {
  await restoreView(clone);
  const { handEdited, viewProblem } = await import("./view/hand-edited.ts");
  const view = await viewProblem(clone);
  return { view, hand_edited: view === null ? await handEdited(clone) : [] };
}

/** Remembers that this clone is to have no view (`--no-view`). */
export async function keepNoView(clone: Clone): Promise<void> {
  const { setView } = await import("./view/place.ts");
  setView(clone.repository.location, false);
}

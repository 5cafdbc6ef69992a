import { issuePath, messagePath } from "../format/paths.ts";
import type { Repository } from "../git/repository.ts";
import { REMOTE_REF } from "./refs.ts";

/** A bead by its place: an issue, or a message on one. */
export interface Place {
  readonly issue: string;
  readonly message?: string | undefined;
}

/** True if the shared remote had it when it was last seen; what only this clone has is not there yet. Without a remote, what is here is all there is. */
export async function isOnRemote(
  repository: Pick<Repository, "readRef" | "readFiles">,
  { issue, message }: Place,
): Promise<boolean> {
  const tip = await repository.readRef(REMOTE_REF);
  if (tip === null) return true;
  const path = message === undefined ? issuePath(issue) : messagePath(issue, message);
  return (await repository.readFiles(tip, [path])).has(path);
}

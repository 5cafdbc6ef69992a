import type { Workspace } from "../services/workspace.ts";
import { noteWorkspace } from "../store/workspaces.ts";

/** Remembers a clone that was written in, so that the user's other clones find it. Linked worktrees count as the clone they belong to. */
export async function noteClone({
  repository,
  ledger,
  identity,
  folders,
}: Pick<Workspace, "repository" | "ledger" | "identity" | "folders">): Promise<void> {
  const { workTree, commonDir } = repository.location;
  // A mirror is no clone that anybody works in.
  if (workTree === null && (await import("../store/mirrors.ts")).mirrorAt(commonDir) !== undefined) return;
  const main = /^(.*)[/\\]\.git$/.exec(commonDir)?.[1];
  const directory = main ?? workTree;
  if (directory === null) return;
  const { name, aliases, identity: written } = (ledger.seen.snapshot ?? (await ledger.snapshot())).project;
  const others = [written, ...aliases].filter((alias) => alias !== identity);
  noteWorkspace(folders.cache, {
    directory,
    common_dir: commonDir,
    identity,
    name,
    aliases: [...new Set(others)],
  });
}

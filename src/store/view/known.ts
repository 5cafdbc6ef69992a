import type { Oid, Repository } from "../../git/repository.ts";
import { contentsAt } from "./changes.ts";

/**
 * Of files on disk, those whose bytes are no content that the ledger ever had at that path: somebody changed them by hand.
 * Asks the likely commits first, and the whole history only for what is left.
 */
export async function findForeign(
  repository: Repository,
  ledger: { tip: Oid; likely: readonly Oid[] },
  files: ReadonlyMap<string, Buffer>,
): Promise<ReadonlySet<string>> {
  const open = new Map(files);
  for (const commit of new Set(ledger.likely)) {
    for await (const contents of contentsAt(repository, commit, [...open.keys()])) {
      for (const [path, content] of contents) if (content !== null && open.get(path)?.equals(content)) open.delete(path);
    }
  }
  const foreign = new Set<string>();
  for (const [path, bytes] of open) if (!(await everHad(repository, ledger.tip, path, bytes))) foreign.add(path);
  return foreign;
}

async function everHad(repository: Repository, tip: Oid, path: string, bytes: Buffer): Promise<boolean> {
  for (const commit of await repository.listCommits({ from: null, to: tip, paths: [path] })) {
    const content = (await repository.readFiles(commit.oid, [path])).get(path);
    if (content?.equals(bytes)) return true;
  }
  return false;
}

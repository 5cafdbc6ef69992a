import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Repository, TreeEntry } from "../../git/repository.ts";
import { writeSealed } from "./folder.ts";
import { IGNORE } from "./place.ts";

/**
 * Makes the whole view beside the git directory's other files and moves it into place at once, so that a crash leaves no half.
 * False where that cannot be done (another file system, somebody else's `.beads` by now): then it is made file by file.
 */
export async function buildView(repository: Repository, root: string, entries: readonly TreeEntry[]): Promise<boolean> {
  const folder = join(repository.location.commonDir, "bd", `view-${process.pid}.tmp`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, ".beads"), { recursive: true });
  try {
    await fill(repository, folder, entries);
    writeFileSync(join(folder, ".beads", ".gitignore"), IGNORE);
    renameSync(join(folder, ".beads"), join(root, ".beads"));
    return true;
  } catch (error) {
    if (["EXDEV", "ENOTEMPTY", "EEXIST", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(repository: Repository, folder: string, entries: readonly TreeEntry[]): Promise<void> {
  const made = new Set<string>();
  let at = 0;
  await repository.readBlobs(
    entries.map((entry) => entry.oid),
    (_, content) => {
      const path = entries[at++]?.path ?? "";
      const parent = dirname(path);
      if (!made.has(parent)) mkdirSync(join(folder, parent), { recursive: true });
      made.add(parent);
      writeSealed(join(folder, path), path, content);
    },
  );
}

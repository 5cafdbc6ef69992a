import { chmodSync, existsSync, mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { isSafeTreePath } from "../domain/git-name.ts";
import { BeadsError } from "../errors.ts";
import type { Oid, Repository, TreeChange } from "../git/repository.ts";

/** What is laid into a new worktree. */
export interface Restoring {
  /** Absolute. */
  readonly directory: string;
  /** The commit that HEAD stood at; null for an unborn branch. */
  readonly commit: Oid | null;
  readonly snapshot: Oid | null;
  /** The name of the unborn branch, where there is no commit. */
  readonly unborn: string;
}

/**
 * Makes a new linked worktree at a checkpoint's commit and lays in what was not committed, byte for byte and uncommitted again. The present
 * worktree is not touched. Answers the paths that were laid in.
 * @throws DIRECTORY_TAKEN, WORKTREE_NOT_MADE, CHECKPOINT_EMPTY, PATH_OUTSIDE before anything is written
 */
export async function restoreWork(repository: Repository, { directory, commit, snapshot, unborn }: Restoring): Promise<string[]> {
  refuseTaken(directory);
  const at = commit ?? snapshot;
  if (at === null || repository.addWorktree === undefined) throw emptyCheckpoint();
  const changes = snapshot === null ? [] : await repository.diffTrees(commit, snapshot);
  for (const { path } of changes) if (!isSafeTreePath(path)) throw outside(path);
  await repository.addWorktree({ directory, commit: at, ...(commit === null ? { unborn } : {}) });
  if (changes.length > 0) await layIn(repository, realpathSync(directory), changes);
  return changes.map(({ path }) => path);
}

/** A directory that is not there, or empty, is free. */
function refuseTaken(directory: string): void {
  if (!existsSync(directory)) return;
  try {
    if (readdirSync(directory).length === 0) return;
  } catch {
    // No directory at all.
  }
  throw new BeadsError("conflict", "DIRECTORY_TAKEN", `${directory} is there already, so nothing was restored.`, {
    hints: ["Name a directory that does not exist yet: a new worktree is made there, and what is here is left alone."],
    fields: { directory },
  });
}

async function layIn(repository: Repository, root: string, changes: readonly TreeChange[]): Promise<void> {
  for (const { path, oid } of changes) if (oid === null) rmSync(inside(root, path), { force: true });
  const written = changes.filter(({ oid, mode }) => oid !== null && mode !== "160000");
  const byOid = new Map<Oid, TreeChange[]>();
  for (const change of written) byOid.set(change.oid as Oid, [...(byOid.get(change.oid as Oid) ?? []), change]);
  await repository.readBlobs([...byOid.keys()], (oid, content) => {
    for (const change of byOid.get(oid) ?? []) layOne(inside(root, change.path), change, content);
  });
}

function layOne(file: string, { mode }: TreeChange, content: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true, recursive: true });
  if (mode === "120000") symlinkSync(content, file);
  else writeFileSync(file, content, { flag: "wx" });
  if (mode === "100755") chmodSync(file, 0o777 & ~process.umask());
}

/** The file's place, again where it really is: a link in a tree may lead out, or to git's own directory. @throws PATH_OUTSIDE */
function inside(root: string, path: string): string {
  const file = resolve(root, path);
  const folder = relative(root, realpathSync(nearest(dirname(file))));
  const isWithin = file.startsWith(root + sep) && (folder === "" || (!isAbsolute(folder) && isSafeTreePath(folder)));
  if (!isWithin) throw outside(path);
  return join(root, path);
}

function outside(path: string): BeadsError {
  const said = `The checkpoint names ${JSON.stringify(path)}, which lies outside its worktree or in git's own directory.`;
  return new BeadsError("invalid-data", "PATH_OUTSIDE", said, {
    hints: ["No bd saves such a path: somebody made it by hand."],
    fields: { path, line: null },
  });
}

function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}

function emptyCheckpoint(): BeadsError {
  return new BeadsError("not-found", "CHECKPOINT_EMPTY", "There was neither a commit nor a file when that checkpoint was made.");
}

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Oid, Repository } from "../../git/repository.ts";

/** Why a tracked `.beads/` is left alone. */
export const TRACKED = "The checked-out branch tracks .beads/ itself, so bd keeps no view there.";

/**
 * A word that changes whenever the code's HEAD may have moved, from a few small files: only then is git asked
 * whether the branch tracks `.beads/`. HEAD here is the main worktree's.
 */
export function headKey(commonDir: string): string {
  const head = read(join(commonDir, "HEAD"));
  const ref = branchOf(head);
  if (ref === undefined) return head;
  const loose = read(join(commonDir, ref));
  return [
    head,
    loose || `${stampOf(join(commonDir, "packed-refs"))} ${stampOf(join(commonDir, "reftable", "tables.list"))}`,
  ].join(" ");
}

/** True if the commit that the main worktree is on holds files below `.beads/`. Files that are only staged are not seen. */
export async function tracksBeads(repository: Repository): Promise<boolean> {
  const head = await headCommit(repository);
  return head !== null && (await repository.listTree(head, ".beads/")).length > 0;
}

async function headCommit(repository: Repository): Promise<Oid | null> {
  const head = read(join(repository.location.commonDir, "HEAD"));
  const ref = branchOf(head);
  if (ref === undefined) return /^[0-9a-f]{40,64}$/.test(head) ? head : null;
  // A reftable repository keeps a HEAD file that only keeps others out: there git answers for the worktree that the caller stands in.
  return repository.readRef(ref === "refs/heads/.invalid" ? "HEAD" : ref);
}

function branchOf(head: string): string | undefined {
  return /^ref: (refs\/\S+)$/.exec(head)?.[1];
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? "-" : `${stat.mtimeMs}.${stat.size}.${stat.ino}`;
}

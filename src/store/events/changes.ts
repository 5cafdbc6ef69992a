import type { Commit, Oid, Repository, TreeChange } from "../../git/repository.ts";
import { operationOf } from "../pending.ts";

/** A file under `.beads` that a commit made or rewrote. */
export interface ChangedFile {
  readonly path: string;
  /** Null where it was not there. */
  readonly before: string | null;
  readonly after: string;
}

/** A commit of the ledger with what it changed. `told` is true for an operation that a reader has met before, under another name. */
export interface ChangedLedger {
  readonly commit: Commit;
  readonly files: readonly ChangedFile[];
  readonly told: boolean;
}

/** From where to where, and how many of the newest commits are looked at; all where nothing is said. */
export interface ChangeRange {
  readonly from: Oid | null;
  readonly to: Oid;
  readonly reach?: number | undefined;
}

/** What is read at once. */
const LOT = 1000;
const FILE = /^100/;

/**
 * The commits of a ledger between two tips with the files that each changed, oldest first, in lots. The first tip need not be an ancestor of the second:
 * a rebuild gives pending operations new commits, and what stood in the first tip already is marked as told.
 */
export async function* readChanges(
  repository: Repository,
  { from, to, reach }: ChangeRange,
): AsyncGenerator<readonly ChangedLedger[]> {
  if (from === to) return;
  const commits = await repository.listCommits({ from, to, ...(reach === undefined ? {} : { limit: reach }) });
  const told = await toldBefore(repository, commits, { from, to });
  for (let start = 0; start < commits.length; start += LOT) {
    const lot = commits.slice(start, start + LOT);
    const files = await filesOf(repository, lot);
    yield lot.map((commit) => ({ commit, files: files.get(commit.oid) ?? [], told: told.has(operationOf(commit)) }));
  }
}

/** The operations that a reader knows who stands at a tip which is no ancestor any more. */
async function toldBefore(
  repository: Repository,
  commits: readonly Commit[],
  { from, to }: { readonly from: Oid | null; readonly to: Oid },
): Promise<ReadonlySet<string>> {
  const isPlain = from === null || commits.length === 0 || commits[0]?.parents.includes(from) === true;
  if (isPlain || (await repository.isAncestor(from, to))) return new Set();
  return new Set((await repository.listCommits({ from: to, to: from })).map(operationOf));
}

/** The changed files of some commits that follow one another, each with its content before and behind. */
async function filesOf(repository: Repository, lot: readonly Commit[]): Promise<ReadonlyMap<Oid, readonly ChangedFile[]>> {
  const base = lot[0]?.parents[0] ?? null;
  const changes = new Map<Oid, readonly TreeChange[]>();
  const to = lot.at(-1)?.oid ?? "";
  await repository.walkChanges({ from: base, to }, (changed) => changes.set(changed.oid, changed.changes.filter(isBead)));
  const all = [...changes.values()].flat();
  const known = new Map<string, string>();
  for (const [path, content] of await filesAt(repository, base, all)) known.set(path, content.toString("utf8"));
  const blobs = await blobsOf(repository, all);
  const files = new Map<Oid, readonly ChangedFile[]>();
  for (const { oid } of lot) {
    const changed = changes.get(oid) ?? [];
    files.set(
      oid,
      changed.map((change) => ({
        path: change.path,
        before: known.get(change.path) ?? null,
        after: blobs.get(change.oid ?? "") ?? "",
      })),
    );
    for (const change of changed) known.set(change.path, blobs.get(change.oid ?? "") ?? "");
  }
  return files;
}

/** Beads are text; attachments are nobody's event, and may be large. */
function isBead({ path, mode, oid }: TreeChange): boolean {
  return (
    oid !== null && mode !== null && FILE.test(mode) && path.startsWith(".beads/") && path.endsWith(".md") && !isAttached(path)
  );
}

function isAttached(path: string): boolean {
  return path.split("/").includes("attachments");
}

async function filesAt(repository: Repository, base: Oid | null, changes: readonly TreeChange[]) {
  if (base === null || changes.length === 0) return new Map<string, Buffer>();
  return await repository.readFiles(base, [...new Set(changes.map(({ path }) => path))]);
}

async function blobsOf(repository: Repository, changes: readonly TreeChange[]): Promise<ReadonlyMap<Oid, string>> {
  const contents = new Map<Oid, string>();
  const oids = [...new Set(changes.flatMap(({ oid }) => (oid === null ? [] : [oid])))];
  if (oids.length > 0) await repository.readBlobs(oids, (oid, content) => contents.set(oid, content.toString("utf8")));
  return contents;
}

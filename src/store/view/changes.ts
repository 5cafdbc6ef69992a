import type { FileWrite, Oid, Repository } from "../../git/repository.ts";
import { isViewPath } from "./view-path.ts";

/** What one write changed: with it, git need not be asked. */
export interface KnownChange {
  readonly from: Oid;
  readonly to: Oid;
  readonly files: readonly FileWrite[];
}

/** What a file of the view is to hold; null where the ledger has it no more. */
export type Content = string | Uint8Array | null;

/** How many files are held in memory at once. */
const BATCH = 2048;

/** What differs between two tips, from the caller's own knowledge where it fits, else from git. The contents come in batches. */
export async function changesBetween(
  repository: Repository,
  range: { from: Oid | null; to: Oid; also: readonly string[]; known: KnownChange | undefined },
): Promise<{ count: number; contents: Contents }> {
  const { from, to, also, known } = range;
  const fits = known !== undefined && known.from === from && known.to === to;
  const given = new Map(fits ? known.files.filter((file) => isViewPath(file.path)).map((file) => [file.path, file.content]) : []);
  const changed = fits || from === to ? [] : await repository.diffTrees(await fromWhere(repository, from), to);
  const paths = new Set(
    [...also, ...changed.map((change) => change.path)].filter((path) => isViewPath(path) && !given.has(path)),
  );
  return { count: given.size + paths.size, contents: contentsOf(given, contentsAt(repository, to, [...paths])) };
}

type Contents = AsyncGenerator<ReadonlyMap<string, Content>>;

async function* contentsOf(given: ReadonlyMap<string, Content>, rest: Contents): Contents {
  if (given.size > 0) yield given;
  yield* rest;
}

/** Streams the contents of some paths at a commit, in batches; null for a path that is not there. */
export async function* contentsAt(
  repository: Repository,
  commit: Oid,
  paths: readonly string[],
): AsyncGenerator<Map<string, Buffer | null>> {
  for (let at = 0; at < paths.length; at += BATCH) {
    const batch = paths.slice(at, at + BATCH);
    const contents = await repository.readFiles(commit, batch);
    yield new Map(batch.map((path) => [path, contents.get(path) ?? null]));
  }
}

/** A tip that was given up may be pruned by now: then everything counts as changed. */
async function fromWhere(repository: Repository, from: Oid | null): Promise<Oid | null> {
  return from !== null && (await repository.hasCommit(from)) ? from : null;
}

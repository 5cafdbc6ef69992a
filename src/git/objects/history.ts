import type { ChangedCommit, Commit, Oid } from "../repository.ts";
import type { ObjectSource } from "./object-source.ts";
import type { CommitObject } from "./parse-object.ts";
import { diffTrees } from "./tree-walk.ts";

/** Of some commits, newest first, those that are wanted, oldest first; with a limit, the newest of them. */
export async function chooseCommits(
  objects: ObjectSource,
  commits: readonly CommitObject[],
  { limit, paths }: { readonly limit?: number; readonly paths?: readonly string[] },
): Promise<readonly Commit[]> {
  const chosen: Commit[] = [];
  for (const { tree: _, ...commit } of commits) {
    if (chosen.length === limit) break;
    if (paths === undefined || paths.length === 0 || (await touches(objects, commit, paths))) chosen.push(commit);
  }
  return chosen.reverse();
}

/** What a commit changed against its first parent. */
export async function changesOf(objects: ObjectSource, { oid, parents, committer }: Commit): Promise<ChangedCommit> {
  const parent = parents[0] ?? null;
  return { oid, parent, at: committer.at, changes: await diffTrees(objects, parent, oid) };
}

/** True if the one is the other or can be reached from it over any parents. */
export async function isAncestor(objects: ObjectSource, ancestor: Oid, descendant: Oid): Promise<boolean> {
  await objects.commit(ancestor);
  for await (const oid of ancestors(objects, descendant)) if (oid === ancestor) return true;
  return false;
}

/**
 * Commits of `to` that are not in `from`, newest first along first parents. The usual case ends at `from` itself; only if it is never
 * met is all that it reaches looked up.
 */
export async function firstParents(
  objects: ObjectSource,
  range: { readonly from: Oid | null; readonly to: Oid },
): Promise<readonly CommitObject[]> {
  const chain: CommitObject[] = [];
  for (let oid: Oid | undefined = range.to; oid !== undefined && oid !== range.from; ) {
    const commit: CommitObject = await objects.commit(oid);
    chain.push(commit);
    oid = commit.parents[0];
    if (oid === undefined && range.from !== null) return await without(objects, chain, range.from);
  }
  return chain;
}

async function without(objects: ObjectSource, chain: readonly CommitObject[], from: Oid): Promise<CommitObject[]> {
  const known = new Set<Oid>();
  for await (const oid of ancestors(objects, from)) known.add(oid);
  return chain.filter(({ oid }) => !known.has(oid));
}

async function* ancestors(objects: ObjectSource, from: Oid): AsyncGenerator<Oid> {
  const seen = new Set<Oid>([from]);
  for (const oid of seen) {
    yield oid;
    for (const parent of (await objects.commit(oid)).parents) seen.add(parent);
  }
}

async function touches(objects: ObjectSource, commit: Commit, paths: readonly string[]): Promise<boolean> {
  const changes = await diffTrees(objects, commit.parents[0] ?? null, commit.oid);
  return changes.some(({ path }) =>
    paths.some((wanted) => path === wanted || path.startsWith(wanted.endsWith("/") ? wanted : `${wanted}/`)),
  );
}

import type { ChangedCommit, Commit, Oid, Repository } from "../repository.ts";
import type { Objects } from "./objects.ts";
import type { CommitObject } from "./parse-object.ts";
import { diffTrees } from "./tree-walk.ts";

/** Commits of `to` that are not in `from`, oldest first along first parents; with a limit, the newest of them. */
export async function listCommits(objects: Objects, range: Parameters<Repository["listCommits"]>[0]): Promise<readonly Commit[]> {
  const commits: Commit[] = [];
  for (const { tree: _, ...commit } of (await firstParents(objects, range)).reverse()) {
    if (commits.length === range.limit) break;
    if (range.paths === undefined || range.paths.length === 0 || (await touches(objects, commit, range.paths)))
      commits.push(commit);
  }
  return commits.reverse();
}

/** The same commits, oldest first, with what each changed against its first parent. */
export async function walkChanges(
  objects: Objects,
  range: { readonly from: Oid | null; readonly to: Oid },
  take: (commit: ChangedCommit) => void,
): Promise<void> {
  for (const { oid, parents, committer } of await firstParents(objects, range)) {
    take({ oid, at: committer.at, changes: await diffTrees(objects, parents[0] ?? null, oid) });
  }
}

/** True if the one is the other or can be reached from it over any parents. */
export async function isAncestor(objects: Objects, ancestor: Oid, descendant: Oid): Promise<boolean> {
  await objects.commit(ancestor);
  for await (const oid of ancestors(objects, descendant)) if (oid === ancestor) return true;
  return false;
}

/** Oldest first. The usual case ends at `from` itself; only if it is never met is all that it reaches looked up. */
async function firstParents(objects: Objects, range: { readonly from: Oid | null; readonly to: Oid }): Promise<CommitObject[]> {
  const chain: CommitObject[] = [];
  for (let oid: Oid | undefined = range.to; oid !== undefined && oid !== range.from; ) {
    const commit: CommitObject = await objects.commit(oid);
    chain.push(commit);
    oid = commit.parents[0];
    if (oid === undefined && range.from !== null) return (await without(objects, chain, range.from)).reverse();
  }
  return chain.reverse();
}

async function without(objects: Objects, chain: readonly CommitObject[], from: Oid): Promise<CommitObject[]> {
  const known = new Set<Oid>();
  for await (const oid of ancestors(objects, from)) known.add(oid);
  return chain.filter(({ oid }) => !known.has(oid));
}

async function* ancestors(objects: Objects, from: Oid): AsyncGenerator<Oid> {
  const seen = new Set<Oid>([from]);
  for (const oid of seen) {
    yield oid;
    for (const parent of (await objects.commit(oid)).parents) seen.add(parent);
  }
}

async function touches(objects: Objects, commit: Commit, paths: readonly string[]): Promise<boolean> {
  const changes = await diffTrees(objects, commit.parents[0] ?? null, commit.oid);
  return changes.some(({ path }) =>
    paths.some((wanted) => path === wanted || path.startsWith(wanted.endsWith("/") ? wanted : `${wanted}/`)),
  );
}

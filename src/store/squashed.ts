import type { Issue } from "../domain/issue.ts";
import { BeadsError } from "../errors.ts";
import { parseIssue } from "../format/issue-file.ts";
import { classifyPath } from "../format/paths.ts";
import type { Commit, Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { listSince, type PendingCommit } from "./pending.ts";
import { PROPOSAL_REF, REMOTE_REF } from "./refs.ts";
import { mergeIssue } from "./replay-by-files.ts";

type Repository = Pick<Clone, "repository">;

/** Operations one after the other, from the tip that they were made on. */
interface Chain {
  readonly base: Oid;
  readonly commits: readonly PendingCommit[];
}

/**
 * The operations that a person squashed into one of some commits: all up to the last one whose whole content the commit has. Asked at that very
 * commit, since what others changed afterwards must not be changed back.
 */
export async function findSquashed(
  clone: Repository,
  pending: readonly PendingCommit[],
  squashes: readonly Commit[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const chain of await chainsOf(clone, pending)) {
    for (const squash of squashes) for (const op of await containedIn(clone, chain, squash)) found.add(op);
  }
  return found;
}

/** What is pending, and what was proposed last: a person merges the commits of that time, and replays have dated them anew since. */
async function chainsOf({ repository }: Repository, pending: readonly PendingCommit[]): Promise<Chain[]> {
  const proposal = await repository.readRef(PROPOSAL_REF);
  const known = pending.some(({ commit }) => commit.oid === proposal);
  const proposed =
    proposal === null || known ? [] : await listSince({ repository }, await repository.readRef(REMOTE_REF), proposal);
  return [pending, proposed].flatMap((commits) => {
    const base = commits[0]?.commit.parents[0];
    return base === undefined ? [] : [{ base, commits }];
  });
}

async function containedIn({ repository }: Repository, { base, commits }: Chain, squash: Commit): Promise<string[]> {
  const [parent = base] = squash.parents;
  const touched = new Set((await repository.diffTrees(parent, squash.oid)).map(({ path }) => path));
  const there = new Map((await repository.diffTrees(base, squash.oid)).map(({ path, oid }) => [path, oid]));
  for (let count = commits.length; count > 0; count--) {
    const ours = commits[count - 1]?.commit.oid ?? base;
    const changes = await repository.diffTrees(base, ours);
    if (!changes.some(({ path }) => touched.has(path))) return [];
    const differing = changes.filter(({ path, oid }) => there.get(path) !== oid).map(({ path }) => path);
    const sides = { base, ours, parent, squash: squash.oid };
    if (await areMerged({ repository }, differing, sides)) return commits.slice(0, count).map(({ op }) => op);
  }
  return [];
}

interface Sides {
  readonly base: Oid;
  readonly ours: Oid;
  /** What the host merged ours with. */
  readonly parent: Oid;
  readonly squash: Oid;
}

/** True if each of these files is an issue that holds what a merge of both sides gives. */
async function areMerged(clone: Repository, paths: readonly string[], sides: Sides): Promise<boolean> {
  for (const path of paths) if (!(await isMerged(clone, path, sides))) return false;
  return true;
}

async function isMerged({ repository }: Repository, path: string, sides: Sides): Promise<boolean> {
  if (classifyPath(path).kind !== "issue") return false;
  const read = async (commit: Oid) => issueIn(path, (await repository.readFiles(commit, [path])).get(path));
  const [base, ours, theirs, made] = [
    await read(sides.base),
    await read(sides.ours),
    await read(sides.parent),
    await read(sides.squash),
  ];
  if (base === undefined || ours === undefined || theirs === undefined || made === undefined) return false;
  return textOf(mergeIssue(base, ours, theirs)) === textOf(made);
}

function issueIn(path: string, content: Buffer | undefined): Issue | undefined {
  try {
    return content === undefined ? undefined : parseIssue(path, content.toString("utf8"));
  } catch (error) {
    if (error instanceof BeadsError) return undefined;
    throw error;
  }
}

/** Git puts the lines of two people in one order, we in another: lists count as sets. */
function textOf(issue: Issue): string {
  return JSON.stringify(issue, (_key, value: unknown) =>
    Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value,
  );
}

import type { Commit, Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { operationOf, type PendingCommit, trailer } from "./pending.ts";

/** What a fetch brought: the remote's commits along first parents, oldest first. */
export interface BroughtCommits {
  readonly tip: Oid;
  /** The tip that was seen last; null: none. */
  readonly since: Oid | null;
  readonly commits: readonly Commit[];
}

/** How many commits beside the first parents are looked at: more than any host lets one pull request have. */
const BESIDE = 1_000_000;

/**
 * Which operations stand on the remote, as far as it matters to those that are pending here. A commit's trailer names its operation, in any parent
 * of a merge and in a rebased copy; what a person squashed into one commit is known by its content.
 */
export async function findLanded(
  clone: Pick<Clone, "repository">,
  pending: readonly PendingCommit[],
  brought: BroughtCommits,
): Promise<ReadonlySet<string>> {
  const landed = new Set(brought.commits.map(operationOf));
  if (pending.length === 0 || brought.commits.length === 0) return landed;
  if (brought.commits.some(({ parents }) => parents.length > 1)) {
    for (const op of await mergedOperations(clone, brought)) landed.add(op);
  }
  const squashes = brought.commits.filter((commit) => mayBeSquash(commit, pending));
  if (squashes.length === 0 || pending.every(({ op }) => landed.has(op))) return landed;
  const { findSquashed } = await import("./squashed.ts");
  for (const op of await findSquashed(clone, pending, squashes)) landed.add(op);
  return landed;
}

async function mergedOperations({ repository }: Pick<Clone, "repository">, brought: BroughtCommits): Promise<readonly string[]> {
  const from = brought.since === null ? [] : [brought.since];
  const found = await repository.listTrailers?.({ from, to: [brought.tip], key: "Beads-Op", limit: BESIDE });
  return (found ?? []).flatMap(({ values }) => values);
}

/** A person's commit, or a host's that took over the trailers of the last of ours. What another clone pushed says so. */
function mayBeSquash(commit: Commit, pending: readonly PendingCommit[]): boolean {
  if (commit.parents.length !== 1) return false;
  const op = trailer(commit, "Beads-Op");
  return op === undefined || pending.some((entry) => entry.op === op && entry.commit.oid !== commit.oid);
}

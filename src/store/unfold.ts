import { parseCommitMessage } from "../format/commit-message.ts";
import type { Commit, Repository } from "../git/repository.ts";

/** So many commits of one merge are told. */
const MOST = 1000;

type Reader = Pick<Repository, "readCommits" | "listTrailers">;

/**
 * Commits with what a person merged behind each merge, newest first: the first parents alone would tell of a pull request and of none of its words.
 * Of issues only what names one of them.
 */
export async function unfold(reader: Reader, commits: readonly Commit[], issues?: readonly string[]): Promise<readonly Commit[]> {
  if (commits.every(({ parents }) => parents.length < 2)) return commits;
  const unfolded: Commit[] = [];
  for (const commit of commits) unfolded.push(commit, ...(await mergedBy(reader, commit, issues)));
  return unfolded;
}

async function mergedBy(reader: Reader, { parents }: Commit, issues?: readonly string[]): Promise<readonly Commit[]> {
  const [first, ...others] = parents;
  if (first === undefined || others.length === 0) return [];
  const found = await reader.listTrailers?.({ from: [first], to: others, key: "Beads-Op", limit: MOST });
  const commits = (await reader.readCommits?.((found ?? []).map(({ oid }) => oid))) ?? [];
  return issues === undefined ? commits : commits.filter((commit) => names(commit, issues));
}

function names({ message }: Commit, issues: readonly string[]): boolean {
  return parseCommitMessage(message).trailers.some(([key, value]) => key === "Bead" && issues.includes(value));
}

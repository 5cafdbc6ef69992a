import { parseCommitMessage } from "../format/commit-message.ts";
import type { Commit, Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { REMOTE_REF } from "./refs.ts";

/** A commit of this clone that the remote does not have, as far as this clone knows. */
export interface PendingCommit {
  readonly op: string;
  readonly commit: Commit;
  readonly subject: string;
}

/** The operation in a commit's last trailer block; the commit's own name where a person made it by hand. */
export function operationOf(commit: Commit): string {
  return trailer(commit, "Beads-Op") ?? commit.oid;
}

/** The first value of a trailer. */
export function trailer(commit: Commit, key: string): string | undefined {
  return parseCommitMessage(commit.message).trailers.find(([name]) => name === key)?.[1];
}

/** What lies between the remote's last seen tip and the ledger's, oldest first. */
export async function listPending(clone: Clone, tip: Oid): Promise<PendingCommit[]> {
  return listSince(clone, await clone.repository.readRef(REMOTE_REF), tip);
}

/** What lies between a tip of the remote that the caller has read and the ledger's, oldest first; null: everything. */
export async function listSince(clone: Pick<Clone, "repository">, seen: Oid | null, tip: Oid): Promise<PendingCommit[]> {
  if (seen === tip) return [];
  const commits = await clone.repository.listCommits({ from: seen, to: tip });
  return commits.map((commit) => ({ op: operationOf(commit), commit, subject: parseCommitMessage(commit.message).subject }));
}

import { oneLine } from "../domain/strip.ts";
import { BeadsError } from "../errors.ts";
import type { ClosingCommit } from "../store/closing-commits.ts";
import type { Workspace } from "./workspace.ts";

/** What a commit on the default branch meant for an issue that it closes. */
export interface LinkedClose {
  readonly id: string;
  readonly commit: string;
  readonly subject: string;
  readonly closed: boolean;
  /** Why it was not closed; null if it was. */
  readonly why: string | null;
}

/** Closes what commits with `Closes-Bead:` close, once they reached the default branch: whoever runs this first does it, for every clone. */
export async function closeLinked(workspace: Workspace): Promise<readonly LinkedClose[]> {
  const { ledger, repository } = workspace;
  if (repository.location.workTree === null) return [];
  const { findClosingCommits } = await import("../store/closing-commits.ts");
  const { project } = await ledger.snapshot();
  const news = await findClosingCommits(repository, { remote: project.remote, now: ledger.now() });
  if (news === undefined) return [];
  const made: LinkedClose[] = [];
  for (const commit of news.commits) {
    for (const id of commit.issues) {
      const close = await closeOne(workspace, { branch: news.branch, commit, id });
      if (close !== undefined) made.push(close);
    }
  }
  news.done();
  return made;
}

interface Wanted {
  readonly branch: string;
  readonly commit: ClosingCommit;
  readonly id: string;
}

/** Undefined where there is nothing to close: no such issue here, closed already, or closed by this very commit before. */
async function closeOne(workspace: Workspace, { branch, commit, id }: Wanted): Promise<LinkedClose | undefined> {
  const issue = (await workspace.ledger.snapshot()).issue(id);
  if (issue === undefined || issue.status === "closed") return undefined;
  const { oid, subject } = commit;
  const words = { id, commit: oid, subject: oneLine(subject) };
  const reason = `Commit ${oid.slice(0, 10)} on ${branch} by ${oneLine(commit.author)}: ${oneLine(subject)}`;
  const { closingOperation } = await import("../store/closing-commits.ts");
  const op = closingOperation(commit, id);
  const args = {
    ids: [id],
    reason,
    outcome: "done",
    with_children: false,
    follow_ups: [],
    proof: await workspace.proof(),
  } as const;
  const urgency = workspace.offline ? "never" : "soon";
  for (const force of [false, true]) {
    try {
      const written = await workspace.ledger.writeOnce(op, "close", { ...args, force }, urgency);
      return written === undefined ? undefined : { ...words, closed: true, why: null };
    } catch (error) {
      if (!(error instanceof BeadsError) || error.kind !== "conflict") throw error;
      // The work has landed, whoever holds the claim; what is blocked or has open children is for people to look at.
      if (force || !error.code.startsWith("CLAIM_")) return { ...words, closed: false, why: error.message };
    }
  }
  return undefined;
}

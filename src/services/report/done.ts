import { type CodeCommit, findCodeCommits } from "../../store/code-commits.ts";
import type { Workspace } from "../workspace.ts";
import type { Ground } from "./ground.ts";

/** An issue that was closed, and where what it came to is. */
export interface DoneRow {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly by: string;
  readonly at: string;
  readonly outcome: string;
  readonly reason: string | null;
  /** Commits of the code that name it, newest first. */
  readonly commits: readonly { readonly oid: string; readonly subject: string; readonly author: string; readonly at: number }[];
  /** Branches of the code that hold the newest of these, or whose names hold the id. */
  readonly branches: readonly string[];
}

/** What was closed in the range and is closed still, in the order of closing. Deleted issues were no work. */
export async function doneIn({ workspace, snapshot, events }: Ground): Promise<readonly DoneRow[]> {
  const ids = new Set(events.flatMap(({ bead, kind }) => (kind === "closed" && bead !== null ? [bead] : [])));
  const branches = await branchesOf(workspace);
  const rows: DoneRow[] = [];
  for (const id of ids) {
    const issue = snapshot.issue(id);
    if (issue?.closed == null || issue.closed.outcome === "deleted") continue;
    const { at, by, outcome, reason } = issue.closed;
    const commits = await commitsOf(workspace, id, events);
    const named = branches.filter((branch) => branch.includes(id));
    const holding = rows.length < LOOKED_UP ? await holders(workspace, commits[0]?.oid) : [];
    const all = [...new Set([...holding, ...named])];
    rows.push({ id, title: issue.title, type: issue.type, by, at, outcome, reason, commits, branches: all });
  }
  return rows;
}

/** Those of the checked-out history, and those that came on any branch in the range. */
async function commitsOf(workspace: Workspace, id: string, events: Ground["events"]): Promise<readonly CodeCommit[]> {
  const known = await findCodeCommits(workspace.repository, id);
  const seen = new Set(known.map(({ oid }) => oid));
  const fresh = events.flatMap(({ at, bead, by, commit, kind, subject }) =>
    kind === "commit" && bead === id && !seen.has(commit) ? [{ oid: commit, subject, author: by, at: Date.parse(at) }] : [],
  );
  return [...fresh, ...known]
    .toSorted((a, b) => b.at - a.at)
    .map(({ oid, subject, author, at }) => ({ oid, subject, author, at }));
}

/** For so many issues git is asked where their output is, since each costs a process. */
const LOOKED_UP = 50;
const MOST_BRANCHES = 5;

async function holders({ repository }: Workspace, commit: string | undefined): Promise<readonly string[]> {
  return commit === undefined ? [] : ((await repository.branchesWith?.(commit, MOST_BRANCHES)) ?? []);
}

const HEADS = "refs/heads/";
/** What others want merged into the ledger is no code. */
const PROPOSALS = `${HEADS}beads-inbox/`;

async function branchesOf({ repository }: Workspace): Promise<readonly string[]> {
  const refs = await repository.listRefs(HEADS);
  return [...refs.keys()].filter((ref) => !ref.startsWith(PROPOSALS)).map((ref) => ref.slice(HEADS.length));
}

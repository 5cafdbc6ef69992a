import { nameOf } from "../domain/actor.ts";
import { presences } from "./presence.ts";
import { type Work, workOf } from "./work.ts";
import type { Workspace } from "./workspace.ts";

/** What the caller is on, with where and when they last gave a sign of life there. */
export interface MyWork {
  readonly agent: string;
  /** The work tree, or the git directory of a bare repository. */
  readonly worktree: string;
  /** RFC 3339 UTC; null where no beat is kept. */
  readonly last_beat: string | null;
  readonly work: readonly Work[];
}

/** What am I on: a question to the ledger, and no record of its own. */
export async function myWork(workspace: Workspace): Promise<MyWork> {
  const agent = nameOf(workspace.actor);
  const { workTree, gitDir } = workspace.repository.location;
  const worktree = workTree ?? gitDir;
  const [work, everybody] = await Promise.all([workOf(workspace), presences(workspace)]);
  const beat = everybody.find((one) => one.name === agent && one.source === "beat" && one.worktree === worktree);
  return { agent, worktree, last_beat: beat?.seen ?? null, work };
}

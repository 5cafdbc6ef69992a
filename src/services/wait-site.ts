import { isMoment } from "../domain/id.ts";
import { BeadsError } from "../errors.ts";
import { resolveId } from "./resolve-id.ts";
import { isOther } from "./thread.ts";
import { findThread, type ThreadSite } from "./thread-site.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Finds the issue that somebody wants to follow, here by any unique suffix, or in another project. What is not known here yet may just have been
 * made in another clone: then the remote is asked once. @throws what `resolveId` and `findThread` throw
 */
export async function findSite(workspace: Workspace, typed: string): Promise<ThreadSite> {
  const snapshot = await workspace.ledger.snapshot();
  if (isOther(snapshot, typed)) return await findThread(workspace, typed);
  try {
    return await findHere(workspace, typed);
  } catch (error) {
    if (workspace.offline || !isNotFound(error)) throw error;
    await workspace.ledger.sync().catch(() => {
      throw error;
    });
    return await findHere(workspace, typed);
  }
}

async function findHere(workspace: Workspace, typed: string): Promise<ThreadSite> {
  const snapshot = await workspace.ledger.snapshot();
  const issue = isMoment(typed.trim()) ? undefined : snapshot.issue(resolveId(snapshot, typed));
  return issue === undefined
    ? await findThread(workspace, typed)
    : { workspace, snapshot, issue, message: null, foreign: false, close: async () => {} };
}

function isNotFound(error: unknown): boolean {
  return error instanceof BeadsError && (error.code === "ISSUE_NOT_FOUND" || error.code === "MESSAGE_NOT_FOUND");
}

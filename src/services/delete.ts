import { type CloseInput, type CloseResult, closeAs } from "./close.ts";
import type { Workspace } from "./workspace.ts";

export type DeleteInput = Pick<CloseInput, "reason" | "force" | "with_children" | "dry_run"> & { readonly id: string };

/**
 * Hides an issue: it is closed with the outcome `deleted`, and `reopen` brings it back. No file is ever taken away.
 * @throws what `close` throws
 */
export async function deleteIssue(workspace: Workspace, input: DeleteInput): Promise<CloseResult> {
  const { id, ...rest } = input;
  return closeAs(workspace, { ...rest, ids: [id] }, "deleted");
}

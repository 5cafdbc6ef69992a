import { nameOf } from "../domain/actor.ts";
import { resolveNote } from "./notes.ts";
import type { RememberResult } from "./remember.ts";
import type { Workspace } from "./workspace.ts";
import { write } from "./write.ts";

/** Takes a note out of what sessions are told; the ledger's history keeps it. @throws NOTE_NOT_FOUND, NOTE_CHANGED */
export async function forget(
  workspace: Workspace,
  { key, dry_run }: { readonly key: string; readonly dry_run?: boolean | undefined },
): Promise<RememberResult> {
  const found = resolveNote(workspace, await workspace.ledger.snapshot(), key);
  const note = { ...found, forgotten: true, by: nameOf(workspace.actor) };
  const { landing, result } = await write(workspace, "remember", { note, seen: found.op }, { urgency: "soon", dry_run });
  return { ...result, landing };
}

import { nameOf } from "../domain/actor.ts";
import { isMoment } from "../domain/id.ts";
import { checkLabel } from "../domain/label.ts";
import { type Note, type NoteScope, noteId } from "../domain/note.ts";
import { checkNote, checkNoteKey, keyOf } from "../domain/note-key.ts";
import { toStamp } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface RememberInput {
  /** Empty where the message's own text is meant. */
  readonly text: string;
  readonly key?: string | undefined;
  readonly scope?: NoteScope | undefined;
  readonly labels?: readonly string[] | undefined;
  /** The message that it is lifted out of. */
  readonly from?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface RememberResult {
  readonly note: Note;
  /** What stood under the key before; null where nothing did, or it was forgotten. */
  readonly was: string | null;
  readonly landing: Landing;
}

/** Keeps a short note for every later session, under its key. @throws NOTE_EMPTY, NOTE_TOO_LONG, BAD_NOTE_KEY, INVALID_LABEL, MESSAGE_NOT_FOUND */
export async function remember(workspace: Workspace, input: RememberInput): Promise<RememberResult> {
  const { ledger, actor } = workspace;
  const source = input.from === undefined ? null : messageOf(await ledger.snapshot(), input.from);
  const body = checkNote(input.text.trim() === "" && source !== null ? source.body : input.text);
  const key = input.key === undefined ? keyOf(body) : checkNoteKey(input.key);
  const scope = input.scope ?? "project";
  const agent = scope === "agent" ? nameOf(actor) : null;
  const note: Note = {
    id: noteId(key, agent),
    key,
    scope,
    agent,
    labels: [...new Set((input.labels ?? []).map(checkLabel))].sort(),
    source: source?.id ?? null,
    forgotten: false,
    at: toStamp(ledger.now()),
    by: nameOf(actor),
    op: "",
    body,
    extras: [],
  };
  const args = { note, derived: input.key === undefined };
  const { landing, result } = await write(workspace, "remember", args, { urgency: "soon", dry_run: input.dry_run });
  return { ...result, landing };
}

function messageOf(snapshot: Snapshot, id: string) {
  const found = isMoment(id) ? snapshot.message(id) : undefined;
  if (found !== undefined) return found;
  throw new BeadsError("not-found", "MESSAGE_NOT_FOUND", `There is no message ${id}.`, {
    hints: ["bd thread <id> shows an issue's messages with their ids."],
    fields: { id },
  });
}

import { nameOf } from "../../domain/actor.ts";
import { type Note, noteId } from "../../domain/note.ts";
import { keyBeside } from "../../domain/note-key.ts";
import { oneLine } from "../../domain/strip.ts";
import { toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { notePath } from "../../format/record-paths.ts";
import { noteFile } from "../../format/records/note-file.ts";
import { sha1 } from "../../format/sha1.ts";
import { applies, type Decide, lost, nothing, type State } from "../state.ts";

/**
 * Puts a note under its key, in place of what was there: the one that lands last holds, and the ledger's history keeps the others. A key that the
 * text gave itself never takes the place of another text, and only what the caller saw is forgotten.
 */
export const remember: Decide<"remember"> = async (state, operation) => {
  const { note: wanted, derived = false, seen = null } = operation.args;
  const { note, before } = await placed(state, wanted, derived);
  const was = before === undefined || before.forgotten ? null : before.body;
  if (before !== undefined && (before.op === operation.op || isSame(before, note))) return nothing({ note: before, was });
  if (note.forgotten && before?.op !== seen) return lost(changedSince(note));
  const made: Note = { ...note, at: toStamp(state.moment.now), op: operation.op, extras: before?.extras ?? [] };
  const who = nameOf(operation.actor);
  const over = was === null || before === undefined || before.by === who ? "" : ` (over ${before.by}'s)`;
  return applies({
    files: [{ path: notePath(made.id), content: noteFile.serialize(made) }],
    subject: made.forgotten
      ? `memory: ${made.id} forgotten by ${who}`
      : `memory: ${made.id} remembered by ${who}${over}: ${oneLine(made.body)}`,
    ...(made.forgotten ? {} : { text: made.body }),
    beads: [],
    result: { note: made, was },
  });
};

/** The note with what lies at its place; beside another text where its key is only its own idea. */
async function placed(state: State, note: Note, derived: boolean): Promise<{ note: Note; before: Note | undefined }> {
  const before = await read(state, note.id);
  if (!derived || before === undefined || before.forgotten || before.body === note.body) return { note, before };
  const key = keyBeside(note.key, sha1(note.body));
  const id = noteId(key, note.agent);
  return { note: { ...note, key, id }, before: await read(state, id) };
}

async function read(state: State, id: string): Promise<Note | undefined> {
  const path = notePath(id);
  const text = await state.read(path);
  return text === undefined ? undefined : noteFile.parse(path, text);
}

/** What was forgotten, however it read, is forgotten. */
function isSame(a: Note, b: Note): boolean {
  if (a.forgotten || b.forgotten) return a.forgotten && b.forgotten;
  return a.body === b.body && a.source === b.source && a.labels.join(",") === b.labels.join(",");
}

function changedSince({ id }: Note): BeadsError {
  return new BeadsError("conflict", "NOTE_CHANGED", `The note ${id} was written anew in the meantime, so it was not forgotten.`, {
    hints: [`bd recall ${id} shows what it says now.`],
    fields: { id },
  });
}

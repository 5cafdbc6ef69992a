import { nameOf } from "../domain/actor.ts";
import type { Note, NoteScope } from "../domain/note.ts";
import { byAge, findNote, notesFor } from "./notes.ts";
import type { Workspace } from "./workspace.ts";

export interface RecallInput {
  /** A key, or words that all stand in key, text or labels; empty: every note. */
  readonly words: readonly string[];
  readonly scope?: NoteScope | undefined;
  readonly labels?: readonly string[] | undefined;
  /** Those of other agents, and forgotten ones, too. */
  readonly all?: boolean | undefined;
}

/** The notes that the caller goes by, the newest first; one whose key is named alone. */
export async function recall(workspace: Workspace, input: RecallInput): Promise<readonly Note[]> {
  const snapshot = await workspace.ledger.snapshot();
  const [key, ...others] = input.words;
  if (key !== undefined && others.length === 0) {
    const named = findNote(workspace, snapshot, key);
    if (named !== undefined && (input.all === true || !named.forgotten)) return [named];
  }
  const every = () =>
    snapshot
      .records("note", {})
      .map(({ head }) => head)
      .sort(byAge);
  const notes = input.all === true ? every() : notesFor(snapshot, nameOf(workspace.actor));
  return notes.filter((note) => fits(note, input));
}

function fits(note: Note, { words, scope, labels = [] }: RecallInput): boolean {
  if (scope !== undefined && note.scope !== scope) return false;
  if (!labels.every((label) => note.labels.includes(label))) return false;
  const text = [note.id, note.body, ...note.labels].join("\n").toLowerCase();
  return words.every((word) => text.includes(word.toLowerCase()));
}

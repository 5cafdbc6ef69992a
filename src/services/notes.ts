import { nameOf } from "../domain/actor.ts";
import { type Note, noteId } from "../domain/note.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { Workspace } from "./workspace.ts";

/** The notes that an agent goes by: the project's and its own, the newest first. */
export function notesFor(snapshot: Snapshot, agent: string): readonly Note[] {
  const live = snapshot.records("note", { live_at: 1 }).map(({ head }) => head);
  return live.filter((note) => note.agent === null || note.agent === agent).sort(byAge);
}

export function byAge(a: Note, b: Note): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

/** The caller's own note of that key, else the project's, forgotten or not; a whole id is taken as it is. */
export function findNote({ actor }: Pick<Workspace, "actor">, snapshot: Snapshot, key: string): Note | undefined {
  const typed = key.trim().toLowerCase();
  const ids = [noteId(typed, nameOf(actor)), key.trim(), typed];
  const found = ids.map((id) => snapshot.record("note", id)?.head);
  return found.find((note) => note?.forgotten === false) ?? found.find((note) => note !== undefined);
}

/** @throws NOTE_NOT_FOUND */
export function resolveNote(workspace: Pick<Workspace, "actor">, snapshot: Snapshot, key: string): Note {
  const found = findNote(workspace, snapshot, key);
  if (found !== undefined) return found;
  const near = notesFor(snapshot, nameOf(workspace.actor)).filter((note) => note.key.includes(key.trim().toLowerCase()));
  const candidates = near.slice(0, 3).map(({ id }) => id);
  throw new BeadsError("not-found", "NOTE_NOT_FOUND", `There is no note under ${JSON.stringify(key)}.`, {
    hints: [...(candidates.length === 0 ? [] : [`Did you mean ${candidates.join(" or ")}?`]), "bd recall shows every note."],
    fields: { key, candidates },
  });
}

import type { Note } from "../../domain/note.ts";
import { notesFor } from "../notes.ts";
import type { PrimeSite, Rows } from "./site.ts";
import { firstOf } from "./site.ts";

/** What was to be remembered: the caller's own, then the project's, the newest first. */
export function notes({ snapshot, name, most }: PrimeSite): Rows<Note> | null {
  const all = notesFor(snapshot, name);
  return firstOf([...all.filter(({ agent }) => agent !== null), ...all.filter(({ agent }) => agent === null)], most);
}

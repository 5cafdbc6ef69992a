import type { Extra } from "./yaml.ts";

export const NOTE_SCOPES = ["project", "agent"] as const;
export type NoteScope = (typeof NOTE_SCOPES)[number];

/** `memory/<id>.md`: something short to be remembered. Rewritten in place; what was forgotten stays as a file that says so. */
export interface Note {
  /** The key, and for an agent's own notes its name before it: `build-flags`, `dave/vc:build-flags`. */
  readonly id: string;
  readonly key: string;
  readonly scope: NoteScope;
  /** Whose it is, for an agent's own. */
  readonly agent: string | null;
  readonly labels: readonly string[];
  /** The message that it was lifted out of. */
  readonly source: string | null;
  readonly forgotten: boolean;
  readonly at: string;
  readonly by: string;
  readonly op: string;
  readonly body: string;
  readonly extras: readonly Extra[];
}

/** The id of a note: notes of two agents under one key are two notes. */
export function noteId(key: string, agent: string | null): string {
  return agent === null ? key : `${agent}:${key}`;
}

import type { PrimeSite } from "./site.ts";

/** What `project.md` says to whoever works here. */
export function projectNotes({ snapshot }: PrimeSite): string | null {
  const body = snapshot.project.body.trim();
  return body === "" ? null : body;
}

import { parseCursor } from "../domain/event.ts";
import { isMoment } from "../domain/id.ts";
import { BeadsError } from "../errors.ts";
import { resolvePast } from "./resolve-when.ts";

/** What can only be meant as a cursor. */
const LIKE_CURSOR = /^[0-9a-f]{9,}|^[0-9a-f]+[-.+:]/;

/** From where on somebody wants to know: a cursor, a message, or a time as a time stamp. @throws CURSOR_UNKNOWN, BAD_TIME */
export function resolveSince(typed: string, now: number): string {
  const text = typed.trim();
  if (parseCursor(text) !== undefined || isMoment(text)) return text;
  if (!LIKE_CURSOR.test(text) || /^\d{4}-/.test(text)) return resolvePast(text, now);
  throw new BeadsError("not-found", "CURSOR_UNKNOWN", `${JSON.stringify(text)} is no whole cursor.`, {
    hints: ["A cursor stands in each event that bd watch --json prints, and in what bd wait answers: it is given back as it is."],
    fields: { cursor: text },
  });
}

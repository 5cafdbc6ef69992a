import { parseDuration, parseWhen, toMilliseconds } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";

/** A time as somebody typed it, as a time stamp. @throws BAD_TIME */
export function resolveWhen(text: string, now: number): string {
  const found = parseWhen(text, now);
  if (found !== undefined) return found;
  throw badTime(text, "Use 2026-11-21, 2026-11-21T10:30:00Z, +2d, -1w, today, tomorrow or next monday.");
}

/** A time that is asked back to, as somebody typed it: a bare duration (`2h`) is so long ago. @throws BAD_TIME */
export function resolvePast(text: string, now: number): string {
  const found = parseWhen(parseDuration(text) === undefined ? text : `-${text.trim()}`, now);
  if (found !== undefined) return found;
  throw badTime(text, "Use 2h, 3d, 1w, today, yesterday, 2026-11-21 or 2026-11-21T10:30:00Z.");
}

/** Where a time was typed in an id's place: how it is said. */
export function whenHint(word: string, now: number): string | undefined {
  return parseWhen(word, now) === undefined ? undefined : `A time is given as bd defer <id> --until ${word}.`;
}

function badTime(text: string, hint: string): BeadsError {
  return new BeadsError("usage", "BAD_TIME", `${JSON.stringify(text)} is no time that bd understands.`, {
    hints: [hint],
    fields: { value: text },
  });
}

/** The warning that a deferral lies in the past, where it does. */
export function pastDefer(stamp: string | null, now: number): string | undefined {
  if (stamp === null || toMilliseconds(stamp) > now) return undefined;
  return `The deferral until ${stamp} lies in the past: it holds nothing back.`;
}

import { parseWhen, toMilliseconds } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";

/** A time as somebody typed it, as a time stamp. @throws BAD_TIME */
export function resolveWhen(text: string, now: number): string {
  const found = parseWhen(text, now);
  if (found !== undefined) return found;
  throw new BeadsError("usage", "BAD_TIME", `${JSON.stringify(text)} is no time that bd understands.`, {
    hints: ["Use 2026-11-21, 2026-11-21T10:30:00Z, +2d, -1w, today, tomorrow or next monday."],
    fields: { value: text },
  });
}

/** The warning that a deferral lies in the past, where it does. */
export function pastDefer(stamp: string | null, now: number): string | undefined {
  if (stamp === null || toMilliseconds(stamp) > now) return undefined;
  return `The deferral until ${stamp} lies in the past: it holds nothing back.`;
}

import { parseDuration } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";

/** The longest time that a timer takes. */
const LONGEST = 2 ** 31 - 1;

/** The milliseconds of a time limit as it was typed. @throws BAD_TIMEOUT */
export function resolveTimeout(text: string): number {
  const found = parseDuration(/^\d+$/.test(text.trim()) ? `${text.trim()}s` : text);
  if (found !== undefined) return Math.min(found, LONGEST);
  throw new BeadsError("usage", "BAD_TIMEOUT", `${JSON.stringify(text)} is no time limit that bd understands.`, {
    hints: ["Use 90s, 10m, 2h or 1h30m; 0s looks once and does not wait."],
    fields: { value: text },
  });
}

/** Given when the time is up or the caller was interrupted, whatever comes first. `limit` in milliseconds; null: never by time. */
export function deadline(signal: AbortSignal, limit: number | null): AbortSignal {
  if (limit === null) return signal;
  return limit === 0 ? AbortSignal.abort() : AbortSignal.any([signal, AbortSignal.timeout(limit)]);
}

import { parseDuration } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";

const MINUTE = 60_000;
const MAX_MINUTES = 60 * 24 * 366;

/** An estimate in minutes: a bare number is minutes, `30m` or `2h` says its unit. @throws BAD_ESTIMATE */
export function resolveEstimate(text: string): number {
  const word = text.trim();
  const minutes = /^\d{1,7}$/.test(word) ? Number(word) : (parseDuration(word) ?? Number.NaN) / MINUTE;
  if (Number.isFinite(minutes) && minutes >= 0 && minutes <= MAX_MINUTES) return Math.round(minutes);
  throw new BeadsError("usage", "BAD_ESTIMATE", `${JSON.stringify(text)} is no estimate.`, {
    hints: ["Use minutes, or a duration such as 30m, 2h or 1d."],
    fields: { value: text },
  });
}

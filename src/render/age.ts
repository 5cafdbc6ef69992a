import { toMilliseconds } from "../domain/time.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago or how far ahead a time stamp is, in its largest unit: `3 h ago`, `in 2 days`. `now` in milliseconds. */
export function ageOf(stamp: string, now: number): string {
  const distance = now - toMilliseconds(stamp);
  const size = spanOf(Math.abs(distance));
  if (size === "0 min") return "just now";
  return distance >= 0 ? `${size} ago` : `in ${size}`;
}

/** A span of time, rounded to its largest unit. */
export function spanOf(milliseconds: number): string {
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)} min`;
  if (milliseconds < 2 * DAY) return `${Math.round(milliseconds / HOUR)} h`;
  return `${Math.round(milliseconds / DAY)} days`;
}

/** A time stamp to the minute, in UTC: `2026-11-21 10:30`. */
export function minuteOf(stamp: string): string {
  return `${stamp.slice(0, 10)} ${stamp.slice(11, 16)}`;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How many milliseconds a letter of a duration stands for. */
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: MINUTE, h: 60 * MINUTE, d: DAY, w: 7 * DAY };

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s?([Zz]|[+-]\d\d:?\d\d)?)?$/;
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;

/**
 * The time stamp of a moment of the years 0 to 9999, RFC 3339 UTC; milliseconds are kept only if they are not zero. Reckoned here,
 * since the first `toISOString` of a process looks up the local time zone, which takes a millisecond of every command.
 */
export function toStamp(ms: number): string {
  const days = Math.floor(ms / DAY);
  const within = ms - days * DAY;
  const clock = [within / (60 * MINUTE), (within / MINUTE) % 60, (within / 1000) % 60].map((part) => digits(part, 2)).join(":");
  const rest = Math.floor(within % 1000);
  return `${dayOf(days)}T${clock}${rest === 0 ? "" : `.${digits(rest, 3)}`}Z`;
}

/** The same moment as a part of a file name, always with milliseconds: `20261121T103000123Z`. Sorts as text. */
export function toCompactStamp(ms: number): string {
  return `${toStamp(ms)
    .replace(/[-:.Z]/g, "")
    .padEnd(18, "0")}Z`;
}

/** The date of a number of days since 1970-01-01, in years that begin with March (Hinnant, `civil_from_days`). */
function dayOf(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const day = shifted - era * 146_097;
  const year = Math.floor((day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365);
  const inYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * inYear + 2) / 153);
  const number = month < 10 ? month + 3 : month - 9;
  const inMonth = inYear - Math.floor((153 * month + 2) / 5) + 1;
  return `${digits(year + era * 400 + (number <= 2 ? 1 : 0), 4)}-${digits(number, 2)}-${digits(inMonth, 2)}`;
}

function digits(value: number, count: number): string {
  return String(Math.floor(value)).padStart(count, "0");
}

/** True for exactly what `toStamp` gives: the one form in which times are stored. */
export function isStamp(text: string): boolean {
  if (!STAMP.test(text) || text.endsWith(".000Z")) return false;
  const part = (from: number, to: number) => Number(text.slice(from, to));
  return isDay(part(0, 4), part(5, 7), part(8, 10)) && part(11, 13) < 24 && part(14, 16) < 60 && part(17, 19) < 60;
}

/** Milliseconds since 1970 of a stored time stamp. */
export function toMilliseconds(stamp: string): number {
  return Date.parse(stamp);
}

/** Orders two time stamps, which as text would put 10:00:00.5 before 10:00:00. */
export function compareStamps(a: string, b: string): number {
  if (a.length === b.length) return a < b ? -1 : a > b ? 1 : 0;
  return Math.sign(toMilliseconds(a) - toMilliseconds(b));
}

/** An ISO 8601 date or time in UTC, as a time stamp: a date is the start of that day; no offset means UTC; finer than milliseconds is cut. */
export function toUtc(text: string): string | undefined {
  const match = ISO.exec(text.trim());
  const offset = match && offsetOf(match[8]);
  if (!match || offset == null) return undefined;
  const part = (index: number) => Number(match[index] ?? 0);
  if (!isDay(part(1), part(2), part(3)) || part(4) > 23 || part(5) > 59 || part(6) > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(part(1), part(2) - 1, part(3));
  date.setUTCHours(part(4), part(5), part(6), Number((match[7] ?? "").padEnd(3, "0").slice(0, 3)));
  const shifted = new Date(date.getTime() - offset);
  const year = shifted.getUTCFullYear();
  return year < 0 || year > 9999 ? undefined : toStamp(shifted.getTime());
}

/** The milliseconds of a duration such as `90s`, `30m`, `4h`, `2d`, `1w` or `1h30m`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const folded = text.trim().toLowerCase();
  if (!/^(?:\d{1,9}[smhdw])+$/.test(folded)) return undefined;
  let sum = 0;
  for (const [, count, unit] of folded.matchAll(/(\d+)([smhdw])/g)) sum += Number(count) * (UNITS[unit ?? ""] ?? 0);
  return sum;
}

/** A time as people write it (`+2d`, `tomorrow`, `next monday`, ISO), as a time stamp; undefined if it is none. Days start at midnight UTC. */
export function parseWhen(text: string, now: number): string | undefined {
  const words = text.trim().toLowerCase().replace(/\s+/g, " ");
  if (words === "now") return toStamp(now);
  if (words.startsWith("+") || words.startsWith("-")) return shifted(words, now);
  const day = dayFromToday(words, now);
  if (day !== undefined) return toStamp(Math.floor(now / DAY) * DAY + day * DAY);
  return toUtc(text);
}

function shifted(words: string, now: number): string | undefined {
  const duration = parseDuration(words.slice(1));
  if (duration === undefined) return undefined;
  const ms = words.startsWith("+") ? now + duration : now - duration;
  return ms >= 0 && ms < Date.UTC(10_000, 0) ? toStamp(ms) : undefined;
}

/** Days from today; a weekday is the next one after today. */
function dayFromToday(words: string, now: number): number | undefined {
  if (words === "today") return 0;
  if (words === "tomorrow") return 1;
  if (words === "yesterday") return -1;
  if (words === "next week") return 7;
  const name = words.replace(/^next /, "");
  if (name.length < 3) return undefined;
  const weekday = WEEKDAYS.findIndex((candidate) => candidate === name || candidate.slice(0, 3) === name);
  if (weekday < 0) return undefined;
  return ((weekday - new Date(now).getUTCDay() + 6) % 7) + 1;
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

function offsetOf(text: string | undefined): number | undefined {
  if (text === undefined || text === "Z" || text === "z") return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(-2));
  if (hours > 23 || minutes > 59) return undefined;
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * MINUTE;
}

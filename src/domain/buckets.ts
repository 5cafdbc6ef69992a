const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** 1970-01-05 was a Monday. */
const MONDAY = 4 * DAY;

/** The spans of a series, the finest first. */
const SPANS = [
  { name: "hour", size: HOUR },
  { name: "day", size: DAY },
  { name: "week", size: WEEK },
  { name: "4 weeks", size: 4 * WEEK },
  { name: "year", size: 52 * WEEK },
] as const;
/** So many spans a series has at most. */
export const MOST_BUCKETS = 52;

/** Equal spans that hold a range of time. */
export interface Buckets {
  readonly name: (typeof SPANS)[number]["name"];
  /** Milliseconds. */
  readonly size: number;
  /** When each begins, milliseconds since 1970 UTC: days at midnight, weeks on Monday. The first may begin before the range. */
  readonly starts: readonly number[];
}

/** The finest equal spans of which not too many hold a range of milliseconds; only where years do not suffice are there more. */
export function bucketsOf(since: number, until: number): Buckets {
  const all = SPANS.map(({ name, size }) => {
    const zero = size < WEEK ? 0 : MONDAY;
    const first = Math.floor((since - zero) / size) * size + zero;
    return { name, size, first, count: Math.max(1, Math.ceil((until - first) / size)) };
  });
  const { count, first, name, size } = all.find((span) => span.count <= MOST_BUCKETS) ?? (all.at(-1) as (typeof all)[number]);
  return { name, size, starts: Array.from({ length: count }, (_, at) => first + at * size) };
}

/** The place of the span that a time lies in; undefined where it lies in none. */
export function bucketAt({ size, starts }: Buckets, at: number): number | undefined {
  const place = Math.floor((at - (starts[0] ?? 0)) / size);
  return place >= 0 && place < starts.length ? place : undefined;
}

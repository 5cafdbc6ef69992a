import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketAt, bucketsOf, MOST_BUCKETS } from "../../src/domain/buckets.ts";
import { spreadOf } from "../../src/domain/percentile.ts";
import { toStamp } from "../../src/domain/time.ts";

const DAY = 86_400_000;
const times = fc.integer({ min: 0, max: Date.UTC(2200, 0) });

test("spans hold the whole range, follow each other without a gap, and are not too many", () => {
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 40 * 365 * DAY }), fc.nat(), (since, length, pick) => {
      const buckets = bucketsOf(since, since + length);
      const { size, starts } = buckets;
      expect(starts.length).toBeLessThanOrEqual(MOST_BUCKETS);
      for (const [at, start] of starts.slice(1).entries()) expect(start - (starts[at] ?? 0)).toBe(size);
      expect(starts[0]).toBeLessThanOrEqual(since);
      expect((starts.at(-1) ?? 0) + size).toBeGreaterThanOrEqual(since + length);
      const at = since + (pick % length);
      const place = bucketAt(buckets, at) ?? -1;
      expect(starts[place]).toBeLessThanOrEqual(at);
      expect((starts[place] ?? 0) + size).toBeGreaterThan(at);
      expect(bucketAt(buckets, (starts[0] ?? 0) - 1)).toBeUndefined();
    }),
  );
});

test("a day is told by hours, four weeks by days from midnight, half a year by weeks from Monday", () => {
  const until = Date.UTC(2026, 10, 21, 10, 30);
  const of = (days: number) => {
    const { name, starts } = bucketsOf(until - days * DAY, until);
    return [name, toStamp(starts[0] ?? 0)];
  };
  expect(of(1)).toEqual(["hour", "2026-11-20T10:00:00Z"]);
  expect(of(28)).toEqual(["day", "2026-10-24T00:00:00Z"]);
  expect(of(180)).toEqual(["week", "2026-05-25T00:00:00Z"]);
});

test("a spread names numbers that are there, in order; of none it names none", () => {
  expect(spreadOf([])).toEqual({ count: 0, p50: null, p75: null, p90: null, max: null });
  expect(spreadOf([10, 1, 4, 3, 2, 9, 8, 7, 6, 5])).toEqual({ count: 10, p50: 5, p75: 8, p90: 9, max: 10 });
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), (numbers) => {
      const { p50, p75, p90, max } = spreadOf(numbers);
      const found = [p50, p75, p90, max].map(Number);
      expect(found).toEqual(found.toSorted((a, b) => a - b));
      for (const number of found) expect(numbers).toContain(number);
      expect(numbers.filter((number) => number <= Number(p50)).length * 2).toBeGreaterThanOrEqual(numbers.length);
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compareStamps,
  isStamp,
  parseDuration,
  parseWhen,
  toCompactStamp,
  toMilliseconds,
  toStamp,
  toUtc,
} from "../../src/domain/time.ts";

/** A Saturday. */
const NOW = Date.UTC(2026, 10, 21, 10, 30);
const ms = fc.integer({ min: 0, max: 253402300799999 });

test("a time stamp says its moment exactly, and sorts as moments do", () => {
  fc.assert(
    fc.property(ms, ms, (a, b) => {
      expect(toMilliseconds(toStamp(a))).toBe(a);
      expect(isStamp(toStamp(a))).toBe(true);
      expect(toUtc(toStamp(a))).toBe(toStamp(a));
      expect(Math.sign(compareStamps(toStamp(a), toStamp(b)))).toBe(Math.sign(a - b));
    }),
    { numRuns: 2000, seed: 20261121 },
  );
  expect(toStamp(NOW)).toBe("2026-11-21T10:30:00Z");
  expect(toStamp(NOW + 5)).toBe("2026-11-21T10:30:00.005Z");
  expect(compareStamps("2026-11-21T10:30:00.500Z", "2026-11-21T10:30:00Z")).toBe(1);
});

test("only the stored form is a time stamp", () => {
  for (const text of [
    "2026-11-21",
    "2026-11-21T10:30Z",
    "2026-11-21T10:30:00",
    "2026-11-21T10:30:00.000Z",
    "2026-11-21T10:30:00.5Z",
    "2026-11-21T10:30:00+00:00",
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-11-21T24:00:00Z",
    "2026-11-21T10:30:60Z",
    "2026-11-21T10:30:00Z\n",
  ]) {
    expect([text, isStamp(text)]).toEqual([text, false]);
  }
  for (const text of ["2024-02-29T23:59:59Z", "2000-02-29T00:00:00.120Z"]) expect(isStamp(text)).toBe(true);
});

test("dates and times with offsets and fractions become UTC", () => {
  const table: Record<string, string> = {
    "2026-11-21": "2026-11-21T00:00:00Z",
    "2026-11-21T10:30": "2026-11-21T10:30:00Z",
    "2026-11-21 10:30:00": "2026-11-21T10:30:00Z",
    "2026-11-21T10:30:00.1Z": "2026-11-21T10:30:00.100Z",
    "2026-11-21T10:30:00.123456789Z": "2026-11-21T10:30:00.123Z",
    "2025-11-02T21:58:07.295058-08:00": "2025-11-03T05:58:07.295Z",
    "2026-11-21T00:15:00+05:45": "2026-11-20T18:30:00Z",
    "2026-11-21t10:30:00z": "2026-11-21T10:30:00Z",
    "0001-01-01T00:00:00Z": "0001-01-01T00:00:00Z",
  };
  for (const [text, stamp] of Object.entries(table)) expect([text, toUtc(text)]).toEqual([text, stamp]);
  for (const text of [
    "",
    "soon",
    "2026",
    "2026-02-30",
    "2026-11-21T25:00",
    "2026-11-21T10:30+25:00",
    "21.11.2026",
    "11/21/2026",
    "9999-12-31T23:59:59-01:00",
  ])
    expect([text, toUtc(text)]).toEqual([text, undefined]);
});

test("times are understood as people write them", () => {
  const table: Record<string, string | undefined> = {
    now: "2026-11-21T10:30:00Z",
    "+90s": "2026-11-21T10:31:30Z",
    "+3h": "2026-11-21T13:30:00Z",
    "+2d": "2026-11-23T10:30:00Z",
    "+1w": "2026-11-28T10:30:00Z",
    "+1h30m": "2026-11-21T12:00:00Z",
    "-1d": "2026-11-20T10:30:00Z",
    today: "2026-11-21T00:00:00Z",
    Tomorrow: "2026-11-22T00:00:00Z",
    yesterday: "2026-11-20T00:00:00Z",
    saturday: "2026-11-28T00:00:00Z",
    sunday: "2026-11-22T00:00:00Z",
    "next  Monday": "2026-11-23T00:00:00Z",
    fri: "2026-11-27T00:00:00Z",
    "next week": "2026-11-28T00:00:00Z",
    "2026-12-01": "2026-12-01T00:00:00Z",
    "2026-12-01T08:00:00+01:00": "2026-12-01T07:00:00Z",
    "": undefined,
    "2d": undefined,
    "+2": undefined,
    "+2y": undefined,
    next: undefined,
    "next next monday": undefined,
    fr: undefined,
    "in a while": undefined,
    "1": undefined,
    "+999999999w": undefined,
  };
  for (const [text, stamp] of Object.entries(table)) expect([text, parseWhen(text, NOW)]).toEqual([text, stamp]);
});

test("durations have a number and a unit", () => {
  expect(["90s", "30m", "4h", "2d", "1w", "1h30m", "0s"].map(parseDuration)).toEqual([
    90_000, 1_800_000, 14_400_000, 172_800_000, 604_800_000, 5_400_000, 0,
  ]);
  for (const text of ["", "4", "h", "4 h", "-4h", "4h-", "1.5h", "4y"]) expect(parseDuration(text)).toBeUndefined();
});

test("a compact stamp is the ISO form without its marks, for any moment of four-digit years", () => {
  const moments = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
  fc.assert(
    fc.property(moments, (ms) => {
      expect(toCompactStamp(ms)).toBe(new Date(ms).toISOString().replace(/[-:.]/g, ""));
    }),
    { numRuns: 1000 },
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BEAT_STATES, FRESH, presenceByLedger, presenceOf, type Sign, STALE } from "../../src/domain/presence.ts";
import { toStamp } from "../../src/domain/time.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;

const sign = (minutes: number, more: Partial<Sign> = {}): Sign => ({
  ...{ state: "working", process: null },
  at: toStamp(NOW - minutes * MINUTE),
  ...more,
});

describe("a beat", () => {
  it.each([
    ["online", sign(0)],
    ["online", sign(4)],
    ["online", sign(-5)],
    ["stale", sign(5)],
    ["stale", sign(19)],
    ["gone", sign(20)],
    ["unknown", sign(-6)],
    ["idle", sign(1, { state: "idle" })],
    ["stuck", sign(1, { state: "stuck" })],
    ["gone", sign(0, { state: "exiting" })],
    ["gone", sign(0, { process: "dead" })],
    ["online", sign(900, { process: "alive" })],
    ["stuck", sign(900, { state: "stuck", process: "alive" })],
    ["online", sign(1, { process: "unknown" })],
    ["stale", sign(6, { process: "unknown" })],
    ["unknown", sign(21, { process: "unknown" })],
  ] as const)("means %s", (presence, given) => {
    expect(presenceOf(given, NOW)).toBe(presence);
  });

  it("that never was says nothing, and not that somebody is stale", () => {
    expect(presenceOf(undefined, NOW)).toBe("unknown");
  });
});

describe("of every beat", () => {
  const signs = fc.record({
    state: fc.constantFrom(...BEAT_STATES),
    at: fc.integer({ min: -48 * 60 * MINUTE, max: 48 * 60 * MINUTE }).map((age) => toStamp(NOW - age)),
    process: fc.constantFrom("alive", "dead", "unknown", null),
  });

  it("it holds that a live process is never stale, gone or unknown, unless it said that it exits", () => {
    fc.assert(
      fc.property(signs, (given) => {
        const presence = presenceOf({ ...given, process: "alive" }, NOW);
        expect(presence === "gone").toBe(given.state === "exiting");
        expect(["stale", "unknown"]).not.toContain(presence);
      }),
    );
  });

  it("it holds that gone are only who is known to be: dead, exiting, or silent with nobody to ask", () => {
    fc.assert(
      fc.property(signs, (given) => {
        const isSilent = given.process === null && NOW - Date.parse(given.at) >= STALE;
        const isKnown = given.state === "exiting" || given.process === "dead" || isSilent;
        expect(presenceOf(given, NOW) === "gone").toBe(isKnown);
      }),
    );
  });

  it("it holds that time makes nobody come back by itself, from the moment on that the beat was given", () => {
    const order = ["online", "idle", "stuck", "stale", "gone", "unknown"];
    const rank = (presence: string) => Math.max(2, order.indexOf(presence));
    fc.assert(
      fc.property(signs, fc.nat(48 * 60 * MINUTE), fc.nat(48 * 60 * MINUTE), (given, one, more) => {
        const start = Date.parse(given.at) + one;
        expect(rank(presenceOf(given, start + more))).toBeGreaterThanOrEqual(rank(presenceOf(given, start)));
      }),
    );
  });
});

describe("the ledger's word", () => {
  it.each([
    ["online", 0, false],
    ["online", 4, true],
    ["online", -5, false],
    ["stale", 5, false],
    ["stale", 19, false],
    ["unknown", 20, false],
    ["unknown", 60 * 24 * 400, false],
    ["stale", 60 * 24, true],
    ["unknown", -6, false],
  ] as const)("means %s of who acted %i minutes ago (holding something: %s)", (presence, minutes, holds) => {
    expect(presenceByLedger({ seen: toStamp(NOW - minutes * MINUTE), holds }, NOW)).toBe(presence);
  });

  it("never means that somebody is gone, and says nothing of who never acted", () => {
    fc.assert(
      fc.property(fc.integer({ min: -STALE * 9, max: STALE * 9 }), fc.boolean(), (age, holds) => {
        expect(presenceByLedger({ seen: toStamp(NOW - age), holds }, NOW)).not.toBe("gone");
      }),
    );
    expect(presenceByLedger({ seen: null, holds: false }, NOW)).toBe("unknown");
    expect(FRESH).toBeLessThan(STALE);
  });
});

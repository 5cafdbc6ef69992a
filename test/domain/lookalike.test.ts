import fc from "fast-check";
import { expect, test } from "vitest";
import { ALIKE, likeness } from "../../src/domain/lookalike.ts";

test("titles that say nearly the same are alike", () => {
  for (const [a, b] of [
    ["Parser crashes on empty input", "Parser crash on an empty input"],
    ["Add dark mode", "add Dark Mode!"],
    ["Fix flaky login test", "The login test is flaky: fix it"],
    ["Überlauf im Zähler", "überlauf im zähler"],
  ] as const) {
    expect(likeness(a, b)).toBeGreaterThanOrEqual(ALIKE);
  }
});

test("titles that share a word or two are not", () => {
  for (const [a, b] of [
    ["Parser crashes on empty input", "Parser is slow on large input"],
    ["Add dark mode", "Add export to CSV"],
    ["Fix the login page", "Fix the about page"],
    ["", "Add dark mode"],
  ] as const) {
    expect(likeness(a, b)).toBeLessThan(ALIKE);
  }
});

test("likeness is symmetric, from 0 to 1, and 1 for the same title", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
      expect(likeness(a, b)).toBe(likeness(b, a));
      expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
      expect(likeness(a, b)).toBeLessThanOrEqual(1);
      expect(likeness(a, a)).toBe(1);
    }),
    { numRuns: 1000, seed: 20261121 },
  );
});

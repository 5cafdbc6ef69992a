import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folded, reflowed } from "../../src/render/fold.ts";

describe("a line that is too long", () => {
  it("goes on below itself, further in", () => {
    expect(folded("  one two  three four", 14)).toEqual(["  one two", "    three four"]);
    expect(folded("short  enough", 14)).toEqual(["short  enough"]);
  });

  it("keeps its words in order, and fits but for a word that does not", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 80 }), (all, width) => {
        const lines = folded(all.join(" "), width);
        expect(lines.join(" ").trim().split(/\s+/)).toEqual(all);
        expect(lines.filter((line) => line.length > width)).toEqual([]);
      }),
    );
  });
});

it("fills paragraphs anew in fewer columns, and folds what is laid out", () => {
  const page = ["A paragraph of", "two lines.", "", "HEADING", "  bd one   does it", "CODE   what it means"];
  expect(reflowed(page, 16)).toEqual([
    "A paragraph of",
    "two lines.",
    "",
    "HEADING",
    "  bd one   does",
    "      it",
    "CODE   what it",
    "    means",
  ]);
  expect(reflowed(page, 40)[0]).toBe("A paragraph of two lines.");
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsOf } from "../../src/render/cells.ts";
import { bar, spark } from "../../src/render/spark.ts";

test("shows nothing as a dot, what was not there as a blank, and the rest by its height", () => {
  expect(spark([0, 1, 4, 8, null], { ascii: false })).toBe("·▁▄█ ");
  expect(spark([0, 1, 4, 8, null], { ascii: true })).toBe(".:+@ ");
  expect(spark([1, 2], { ascii: false }, 8)).toBe("▁▂");
  expect([bar(0, { most: 4, width: 8 }, { ascii: false }), bar(3, { most: 4, width: 2 }, { ascii: false })]).toEqual(["", "█▌"]);
  expect(bar(1, { most: 1000, width: 10 }, { ascii: true })).toBe("#");
});

test("is as wide as there are numbers, a bar no wider than it may be, and more never looks like less", () => {
  const numbers = fc.array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(numbers, fc.boolean(), (values, ascii) => {
      const most = Math.max(...values);
      expect(cellsOf(spark(values, { ascii }))).toBe(values.length);
      const bars = values.toSorted((a, b) => a - b).map((value) => cellsOf(bar(value, { most, width: 30 }, { ascii })));
      expect(bars).toEqual(bars.toSorted((a, b) => a - b));
      expect(Math.max(...bars)).toBeLessThanOrEqual(30);
    }),
  );
});

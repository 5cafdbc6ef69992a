import { describe, expect, test } from "vitest";
import { cellsOf } from "../../src/render/cells.ts";

const NOTHING = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

describe("the width of a letter", () => {
  test("is nothing for marks and joiners, and never nothing for any other letter of the first plane", () => {
    const wrong: number[] = [];
    for (let code = 0xa0; code < 0xd800; code++) {
      const letter = String.fromCharCode(code);
      if (NOTHING.test(letter) !== (cellsOf(letter) === 0)) wrong.push(code);
    }
    expect(wrong).toEqual([]);
  });

  test("is one for Latin letters, dashes and our own symbols, and two for wide ones", () => {
    expect([..."éłß–…○◐●→✓"].map(cellsOf)).toEqual([..."éłß–…○◐●→✓"].map(() => 1));
    expect(["漢", "한", "あ", "🎉", "✅", "⚡"].map(cellsOf)).toEqual([2, 2, 2, 2, 2, 2]);
  });
});

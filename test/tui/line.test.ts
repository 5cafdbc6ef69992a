import { expect, test } from "vitest";
import { cellsOf, cut, fill, wrap } from "../../src/tui/line.ts";

test.each([
  ["plain", 5],
  ["解析器", 6],
  ["é", 1],
  ["👩‍👩‍👧‍👦", 2],
  ["🇩🇪", 2],
  ["✅ ⚡ ⭐ ☕", 11],
  ["✓ → ○ ◐", 7],
  ["❤️", 2],
])("%s takes %i columns", (text, cells) => {
  expect(cellsOf(text)).toBe(cells);
});

test("what is cut or filled takes exactly its columns, and no letter is halved", () => {
  expect(cut("解析器", 4)).toBe("解…");
  expect(cellsOf(fill("✅ 解析器 👩‍👩‍👧‍👦", 8))).toBe(8);
});

test("a text is broken at blanks, set in as its first row, and a word that is too long is broken", () => {
  expect(wrap("one two three", 8)).toEqual(["one two", "three"]);
  expect(wrap("  one two three", 8)).toEqual(["  one", "  two", "  three"]);
  expect(wrap("unbreakable", 4)).toEqual(["unbr", "eaka", "ble"]);
  expect(wrap(`${" ".repeat(30)}far`, 20)).toEqual(["far"]);
  expect(wrap("a\n\nb", 9)).toEqual(["a", "", "b"]);
});

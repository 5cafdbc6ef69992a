import fc from "fast-check";
import { expect, test } from "vitest";
import { checkBody } from "../../src/domain/body.ts";
import { checkLabel } from "../../src/domain/label.ts";
import { parseMetadata } from "../../src/domain/metadata.ts";
import { parsePriority } from "../../src/domain/priority.ts";
import { cut, oneLine, stripControls } from "../../src/domain/strip.ts";
import { checkTitle } from "../../src/domain/title.ts";

const refusal = (code: string) => expect.objectContaining({ kind: "usage", code });

test("priorities are typed as numbers, with a P, or as words", () => {
  expect(["0", "4", "P1", "p2", " 3 ", "high", "Critical", "backlog"].map(parsePriority)).toEqual([0, 4, 1, 2, 3, 1, 0, 4]);
  for (const text of ["", "5", "-1", "P", "P5", "1.5", "urgent-ish", "constructor", "__proto__"])
    expect(() => parsePriority(text)).toThrow(refusal("INVALID_PRIORITY"));
});

test("a label is one word", () => {
  expect([" parser ", "UI", "area:cli", "größe", "x".repeat(64)].map(checkLabel)).toEqual([
    "parser",
    "UI",
    "area:cli",
    "größe",
    "x".repeat(64),
  ]);
  for (const text of ["", " ", "a b", "a,b", "a\u0007", "x".repeat(65), "a\u202eb"])
    expect(() => checkLabel(text)).toThrow(refusal("INVALID_LABEL"));
});

test("a title is one line of at most 500 characters", () => {
  expect(checkTitle("  Fix: the \u{1f600} thing ")).toBe("Fix: the \u{1f600} thing");
  expect(checkTitle("\u{1f600}".repeat(500))).toHaveLength(1000);
  for (const text of ["", " ", "\n"]) expect(() => checkTitle(text)).toThrow(refusal("EMPTY_TITLE"));
  expect(() => checkTitle("x".repeat(501))).toThrow(refusal("TITLE_TOO_LONG"));
  for (const text of ["a\nb", "a\tb", "a\u0000b", "a\u001b[31mb", "a\u202eb", "a\ud800"])
    expect(() => checkTitle(text)).toThrow(refusal("INVALID_TITLE"));
});

test("a body is markdown of at most 1 MiB, without control characters", () => {
  expect(checkBody("\ufeff# Hi\r\n\r\n\tcode\rmore\n\n \n")).toBe("# Hi\n\n\tcode\nmore");
  expect(checkBody("x".repeat(1024 * 1024))).toHaveLength(1024 * 1024);
  expect(() => checkBody("x".repeat(1024 * 1024 + 1))).toThrow(refusal("BODY_TOO_LONG"));
  expect(() => checkBody("é".repeat(600_000))).toThrow(refusal("BODY_TOO_LONG"));
  for (const text of ["a\u0000", "a\n\u001b[2J", "\u007f"]) expect(() => checkBody(text)).toThrow(refusal("INVALID_BODY"));
  expect(() => checkBody("a\nb\u0001")).toThrow(/line 2/);
});

test("metadata is key=value", () => {
  expect(parseMetadata("sprint=7")).toEqual({ key: "sprint", value: "7" });
  expect(parseMetadata("a.b/c-d:e_f = x=y ")).toEqual({ key: "a.b/c-d:e_f", value: " x=y " });
  expect(parseMetadata("empty=")).toEqual({ key: "empty", value: "" });
  for (const text of ["", "=", "=x", "x", "a b=c", "-a=b", `${"x".repeat(101)}=1`])
    expect(() => parseMetadata(text)).toThrow(refusal("INVALID_METADATA"));
});

test("nothing in a stripped text can command a terminal", () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.oneof(
          fc.integer({ max: 0xffff, min: 0 }).map((code) => String.fromCharCode(code)),
          fc.constantFrom("\u001b[", "\u001b]", "\u009b", "\u0007", "m", ";", "0", " ", "\t"),
        ),
      }),
      (text) => {
        const stripped = stripControls(text);
        expect(stripped).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/);
        expect(stripped.isWellFormed()).toBe(true);
        expect(stripControls(stripped)).toBe(stripped);
        expect(oneLine(text)).toBe(stripped.replace(/\s+/g, " ").trim());
      },
    ),
    { numRuns: 3000, seed: 20261121 },
  );
});

test("whole escape sequences go, what people wrote stays", () => {
  expect(
    stripControls("\u001b[1;31mred\u001b[0m \u001b]8;;http://example.com\u0007link\u001b]8;;\u001b\\ a\r\nb\tc 👩‍👩‍👧"),
  ).toBe("red link a\nb\tc 👩‍👩‍👧");
  expect(oneLine("  a\n\n b\t c ")).toBe("a b c");
  expect([cut("abcdef", 6), cut("abcdef", 4), cut("ab cdef", 4), cut("😀😀😀", 2)]).toEqual(["abcdef", "abc…", "ab…", "😀…"]);
});

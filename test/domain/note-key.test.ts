import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkNote, checkNoteKey, keyBeside, keyOf, NOTE_LENGTH } from "../../src/domain/note-key.ts";

describe("the key that a note gives itself", () => {
  it.each([
    ["Integration tests need a running redis", "integration-tests-need-running-redis"],
    ["The build is slow.", "build-slow"],
    ["to be or not to be", "to-be-or-not-to"],
    ["Größe prüfen!", "größe-prüfen"],
    ["…", "note"],
    ["a".repeat(90), "a".repeat(40)],
  ])("is made of the words of %j that say something: %s", (text, key) => {
    expect(keyOf(text)).toBe(key);
  });

  it("is a key whatever the text, beside another one too", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const key = keyOf(text);
        expect(checkNoteKey(key)).toBe(key);
        expect(checkNoteKey(keyBeside(key, "0123456789"))).toBe(keyBeside(key, "0123456789"));
      }),
    );
  });
});

describe("a note's text", () => {
  it("is bounded, so that every session can be told", () => {
    expect(checkNote(`  ${"ä".repeat(NOTE_LENGTH)}\n`)).toHaveLength(NOTE_LENGTH);
    expect(() => checkNote("ä".repeat(NOTE_LENGTH + 1))).toThrow(/at most 500 characters, and this has 501/);
    expect(() => checkNote(" \u001b[31m\n")).toThrow("nothing to remember");
  });

  it.each(["", "two words", "Büro/x", "-x", "a".repeat(41), ".."])("is not kept under %j", (key) => {
    expect(() => checkNoteKey(key)).toThrow("is no key for a note");
  });
});

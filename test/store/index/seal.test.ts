import fc from "fast-check";
import { expect, test } from "vitest";
import { checksum, seal, unseal } from "../../../src/store/index/seal.ts";

const texts = fc.string({ unit: "grapheme", maxLength: 300 });
const letters = fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 });

test("what was sealed comes back, whatever it is", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(unseal(seal(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("one letter more, less or other is told", () => {
  const change = (text: string, at: number, removed: number, letter: string) =>
    text.slice(0, at) + letter + text.slice(at + removed);
  fc.assert(
    fc.property(texts, letters, fc.nat({ max: 300 }), fc.constantFrom(0, 1), (text, letter, place, removed) => {
      const at = Math.min(place, text.length);
      for (const other of [change(text, at, removed, letter), change(text, at, 1, "")])
        expect(checksum(other) === checksum(text)).toBe(other === text);
    }),
    { numRuns: 2000 },
  );
});

test("a text is summed up alike behind a longer one and alone", () => {
  const short = checksum("short");
  checksum("A text that is longer, and fills what the short one leaves. ".repeat(1000));
  expect(checksum("short")).toBe(short);
});

test("a sealed text in which something was changed is refused", () => {
  const sealed = seal({ title: "Parser crash" });
  expect(() => unseal(sealed.replace("crash", "crush"))).toThrow(SyntaxError);
});

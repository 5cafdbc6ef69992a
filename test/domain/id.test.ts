import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkChosenId,
  checkId,
  checkPrefix,
  deliveredId,
  ID_ALPHABET,
  isId,
  isMoment,
  mintId,
  mintMoment,
  prefixFrom,
} from "../../src/domain/id.ts";

const bytes = fc.uint8Array({ minLength: 6, maxLength: 6 });

test("a new id is the prefix and six of the 32 letters", () => {
  fc.assert(
    fc.property(bytes, (of) => {
      const id = mintId("beads", () => of);
      expect(id).toMatch(new RegExp(`^beads-[${ID_ALPHABET}]{6}$`));
      expect(isId(id)).toBe(true);
    }),
    { numRuns: 1000, seed: 20261121 },
  );
  expect(mintId("vc", () => new Uint8Array([0, 1, 31, 32, 33, 255]))).toBe("vc-01z01z");
});

test("every letter is equally likely", () => {
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const letter = mintId("x", () => new Uint8Array(6).fill(byte)).slice(-1);
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  expect(new Set(counts.values())).toEqual(new Set([8]));
  expect(counts.size).toBe(32);
});

test("the ids of messages and operations sort by time", () => {
  fc.assert(
    fc.property(fc.nat(4_000_000_000_000), fc.nat(4_000_000_000_000), bytes, bytes, (a, b, x, y) => {
      const [first, second] = [mintMoment(a, () => x), mintMoment(b, () => y)];
      expect(isMoment(first)).toBe(true);
      if (a !== b) expect(first < second).toBe(a < b);
    }),
    { numRuns: 1000, seed: 20261121 },
  );
  expect(mintMoment(Date.UTC(2026, 10, 21, 10, 30, 0, 123), () => new Uint8Array(6))).toBe("20261121T103000123Z-000000");
});

test("imported ids of any shape are ids, but not what names another project or commands a terminal", () => {
  for (const id of ["bd-a3f8.1", "GT-12", "#12", "a b", "ü", "x".repeat(128)]) expect(checkId(id)).toBe(id);
  for (const id of ["", " a", "a ", "a:b", "a\nb", "a\u001bb", "x".repeat(129), "\ud800"]) {
    expect(() => checkId(id)).toThrow(expect.objectContaining({ kind: "usage", code: "INVALID_ID" }));
  }
});

test("an id that somebody chooses is one that shells and file systems leave alone", () => {
  for (const id of ["vc-first", "GT-12", "bd-a3f8.1", "a_b"]) expect(checkChosenId(id)).toBe(id);
  for (const id of ["a b", "#12", "-rf", ".hidden", "a/b", "x;y", "ü", "", "x".repeat(129)]) {
    expect(() => checkChosenId(id)).toThrow(expect.objectContaining({ kind: "usage", code: "INVALID_ID" }));
  }
});

test("a prefix comes from the project's name", () => {
  expect(["vc", "My.Repo", "__x__", "日本", "a-very-long-name-of-a-project", "Übung", "cafe\u0301"].map(prefixFrom)).toEqual([
    "vc",
    "my-repo",
    "x",
    "bd",
    "a-very-long-name-of",
    "ubung",
    "cafe",
  ]);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      expect(checkPrefix(prefixFrom(name))).toBe(prefixFrom(name));
    }),
    { numRuns: 1000, seed: 20261121 },
  );
  for (const prefix of ["", "A", "-a", "a-", "a b", "a".repeat(33)])
    expect(() => checkPrefix(prefix)).toThrow(expect.objectContaining({ code: "INVALID_PREFIX" }));
});

test("the id of what was sent is that of its sending, and the next ones of its row all differ", () => {
  expect(deliveredId("beads", "20261121T103000123Z-7k3xq2", 0)).toBe("beads-7k3xq2");
  fc.assert(
    fc.property(bytes, (of) => {
      const op = mintMoment(0, () => of);
      const row = Array.from({ length: 50 }, (_, attempt) => deliveredId("x", op, attempt));
      expect(row[0]).toBe(`x-${op.slice(-6)}`);
      expect(new Set(row).size).toBe(row.length);
      for (const id of row) expect(id).toMatch(new RegExp(`^x-[${ID_ALPHABET}]{6}$`));
    }),
    { numRuns: 1000, seed: 20261121 },
  );
});

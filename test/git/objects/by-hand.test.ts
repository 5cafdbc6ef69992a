import { createHash } from "node:crypto";
import { constants, deflateSync, inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inflate } from "../../../src/git/objects/inflate.ts";
import { parseRawTree, serializeRawTree } from "../../../src/git/objects/raw-tree.ts";
import { sha1 } from "../../../src/git/objects/sha1.ts";
import { smallInflate } from "../../../src/git/objects/small-inflate.ts";
import { store, unstore } from "../../../src/git/objects/stored.ts";

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 9 }), fc.nat(60_000)).map(([part, size]) => Buffer.alloc(size, part)),
);

describe("what is done by hand for speed", () => {
  test("the SHA-1 is that of node:crypto, at every length of a last block", () => {
    for (let length = 0; length < 200; length++) {
      const text = Buffer.alloc(length, "SHA-1 ÿ");
      expect(sha1(text)).toBe(createHash("sha1").update(text).digest("hex"));
    }
    fc.assert(fc.property(bytes, (text) => sha1(text) === createHash("sha1").update(text).digest("hex")));
  });

  test("what is stored without compression is a stream that zlib reads, and comes back", () => {
    fc.assert(
      fc.property(bytes, (text) => {
        const stream = store(text);
        expect(inflateSync(stream).equals(text)).toBe(true);
        expect(unstore(stream)?.equals(text)).toBe(true);
      }),
    );
    expect(() => store(Buffer.alloc(65_536))).toThrow(RangeError);
  });

  test("any stream of zlib is unpacked alike, whatever kinds of blocks it has, and what stands behind it is passed over", () => {
    const strategy = fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE);
    const behind = fc.uint8Array({ maxLength: 20 });
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 9 }), strategy, behind, (text, level, way, rest) => {
        const stream = deflateSync(text, { level, strategy: way });
        expect(smallInflate(Buffer.concat([stream, rest])).equals(text)).toBe(true);
        expect(inflate(Buffer.concat([stream, rest])).equals(text)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("a damaged stream is an error, or what zlib makes of it", () => {
    const cases = fc.tuple(bytes, fc.integer({ min: 0, max: 9 }), fc.nat(), fc.nat(7), fc.boolean());
    fc.assert(
      fc.property(cases, ([text, level, place, bit, isCut]) => {
        const whole = deflateSync(text, { level });
        const at = place % whole.length;
        whole[at] = (whole[at] ?? 0) ^ (1 << bit);
        const stream = isCut ? whole.subarray(0, at) : whole;
        const ours = attempt(() => smallInflate(stream));
        if (ours !== undefined) expect(attempt(() => inflateSync(stream))?.equals(ours)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("bytes that are no stream at all are an error", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        const stream = Buffer.concat([Buffer.from([0x78, 0x9c]), noise]);
        const ours = attempt(() => smallInflate(stream));
        if (ours !== undefined) expect(attempt(() => inflateSync(stream))?.equals(ours)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("a stored stream in which one bit turned never comes back as if nothing had happened", () => {
    const cases = fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 50 }), fc.nat(), fc.nat(7));
    fc.assert(
      fc.property(cases, ([text, place, bit]) => {
        const stream = store(text);
        const at = place % stream.length;
        stream[at] = (stream[at] ?? 0) ^ (1 << bit);
        expect(unstore(stream)).toBeUndefined();
      }),
    );
  });

  test("a tree whose names are no UTF-8 stays what it is, and folders are sorted as if their names ended in a slash", () => {
    const oid = Buffer.alloc(20, "\0 \xff", "latin1");
    const entry = (mode: string, name: string) => Buffer.concat([Buffer.from(`${mode} ${name}\0`, "latin1"), oid]);
    const tree = Buffer.concat([entry("100644", "a-b"), entry("40000", "a"), entry("100644", "a0"), entry("120000", "\xe4\xff")]);
    expect(serializeRawTree(parseRawTree(tree)).equals(tree)).toBe(true);
    expect(serializeRawTree(parseRawTree(tree).toReversed()).equals(tree)).toBe(true);
  });
});

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

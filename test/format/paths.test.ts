import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFileName, decodeName, encodeFileName, encodeName } from "../../src/format/file-name.ts";
import * as paths from "../../src/format/paths.ts";
import { sha1 } from "../../src/format/sha1.ts";
import * as any from "./arbitrary.ts";

const RUNS = { numRuns: 2000, seed: 20261121 };
const name = fc
  .oneof(
    any.id,
    any.text,
    fc.constantFrom("CON", "con", "nul.txt", "LPT1", "com10", ".", "..", ".git", "a.", "A.b", "aux.", "a/b\\c", "~", "%", "%2e"),
  )
  .map((text) => text.toWellFormed())
  .filter((text) => text !== "");

test("SHA-1 is that of the platform for texts of every length", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
      expect(sha1(text)).toBe(createHash("sha1").update(text).digest("hex"));
    }),
    RUNS,
  );
  for (let length = 0; length < 200; length++)
    expect(sha1("x".repeat(length))).toBe(createHash("sha1").update("x".repeat(length)).digest("hex"));
});

test("every name comes back from its encoded form, and no two names share one on a file system that folds case", () => {
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(decodeName(encodeName(a))).toBe(a);
      expect(decodeFileName(encodeFileName(a))).toBe(a);
      if (a !== b) expect(encodeName(a).toLowerCase()).not.toBe(encodeName(b).toLowerCase());
    }),
    RUNS,
  );
});

test("an encoded name is safe on every file system", () => {
  fc.assert(
    fc.property(name, (text) => {
      for (const encoded of [encodeName(text), encodeFileName(text)]) {
        expect(encoded).toMatch(/^[A-Za-z0-9_%-](?:[A-Za-z0-9._%-]*[A-Za-z0-9_%-])?$/);
        expect(encoded).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
      }
    }),
    RUNS,
  );
});

test("names that encoding never gives are not decoded", () => {
  for (const foreign of ["", "%", "%zz", "%41b%", "ABC", "%2D", "%2d", ".x", "x.", "con", "a b", "é", "%ff"])
    expect(decodeName(foreign)).toBeUndefined();
});

test("ordinary ids are directories as they are, others are escaped", () => {
  expect(paths.issuePath("beads-7k3xq2")).toBe(".beads/issues/fc/beads-7k3xq2/issue.md");
  expect(paths.directoryOf("bd-a3f8.1")).toBe("bd-a3f8.1");
  expect(paths.directoryOf("GT-1")).toBe("%47%54-1");
  expect(paths.directoryOf("con.x")).toBe("%63on.x");
  expect(paths.directoryOf("ü/..")).toBe("%c3%bc%2f.%2e");
});

test("every path says what it holds", () => {
  const message = "20261121T103000123Z-7k3xq2";
  fc.assert(
    fc.property(
      any.id,
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 1000 }),
      name,
      (issue, epoch, renewal, file) => {
        expect(paths.classifyPath(paths.issuePath(issue))).toEqual({ kind: "issue", issue, id: issue });
        expect(paths.classifyPath(paths.messagePath(issue, message))).toEqual({ kind: "message", issue, id: message });
        expect(paths.classifyPath(paths.messagePath(null, message))).toEqual({ kind: "message", issue: null, id: message });
        expect(paths.classifyPath(paths.claimPath(issue, epoch))).toEqual({ kind: "claim", issue, epoch });
        expect(paths.classifyPath(paths.renewalPath(issue, epoch, renewal))).toEqual({ kind: "renewal", issue, epoch, renewal });
        expect(paths.classifyPath(paths.endingPath(issue, epoch))).toEqual({ kind: "ending", issue, epoch });
        expect(paths.classifyPath(paths.resetPath(issue, epoch))).toEqual({ kind: "reset", issue, epoch });
        for (const thread of [issue, null]) {
          const path = paths.attachmentPath(thread, message, file);
          expect(paths.classifyPath(path)).toEqual({ kind: "attachment", issue: thread, message, name: file });
        }
      },
    ),
    RUNS,
  );
  expect(paths.classifyPath(paths.PROJECT_PATH)).toEqual({ kind: "project" });
});

test("what this version does not know is other", () => {
  for (const path of [
    "",
    "README.md",
    "issues/fc/beads-7k3xq2/issue.md",
    ".beads/.gitattributes",
    ".beads/reviews/beads-1.md",
    ".beads/issues/fc/beads-7k3xq2/other.md",
    ".beads/issues/fc/beads-7k3xq2/claims/1.md",
    ".beads/issues/fc/beads-7k3xq2/claims/0000.md",
    ".beads/issues/fc/beads-7k3xq2/claims/00001.md",
    ".beads/issues/fc/beads-7k3xq2/claims/0001.r0.md",
    ".beads/issues/fc/beads-7k3xq2/claims/0001.again.md",
    ".beads/issues/fc/beads-7k3xq2/messages/hello.md",
    ".beads/issues/fc/beads-7k3xq2/messages/x/20261121T103000123Z-7k3xq2.md",
    ".beads/issues/fc/BEADS-7k3xq2/issue.md",
    ".beads/bulletin/2026/20261121T103000123Z-7k3xq2.md",
  ]) {
    expect(paths.classifyPath(path)).toEqual({ kind: "other" });
  }
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { isGitName, isSafeTreePath } from "../../src/domain/git-name.ts";

test.each([
  ".git",
  ".GIT",
  ".Git",
  "git~1",
  "GIT~1",
  ".git.",
  ".git. .",
  ".git ",
  ".git::$INDEX_ALLOCATION",
  ".g\u200cit",
  "\ufeff.git",
])("%j is git's own directory on some system", (name) => {
  expect(isGitName(name)).toBe(true);
});

test.each([".gitignore", ".gitattributes", "git", "git~2", ".github", ".git-hooks", "..git", "a.git"])(
  "%j is a name like any",
  (name) => {
    expect(isGitName(name)).toBe(false);
  },
);

test("however it is written, no path through git's own directory or out of the tree is safe", () => {
  const bad = fc.constantFrom(".git", ".GIT", "git~1", ".git.", ".g\u200dIt", "..", ".", "", ".git:stream");
  const parts = fc.array(fc.constantFrom("a", "src", ".gitignore", "hooks"), { maxLength: 3 });
  fc.assert(
    fc.property(parts, bad, parts, fc.constantFrom("/", "\\"), (before, name, after, between) => {
      expect(isSafeTreePath([...before, name, ...after].join(between))).toBe(false);
      const usual = [...before, "x", ...after];
      expect(isSafeTreePath(usual.join(between))).toBe(true);
    }),
  );
});

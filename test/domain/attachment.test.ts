import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attachmentName, checkAttachmentSize, uniqueNames } from "../../src/domain/attachment.ts";

describe("the name of an attachment", () => {
  test.each([
    ["repro.txt", "repro.txt"],
    ["/tmp/deep/repro.txt", "repro.txt"],
    ["C:\\Users\\me\\log.txt", "log.txt"],
    ["../../etc/passwd", "passwd"],
    ["..", "attachment"],
    [".git", "git"],
    ["a:b?.txt", "a-b-.txt"],
    ["evil\u001b]0;x\u0007.txt", "evil.txt"],
    ["fdp\u202egpj.exe", "fdpgpj.exe"],
    ["dir/", "dir"],
    [`${"x".repeat(200)}.tar.gz`, `${"x".repeat(97)}.gz`],
  ])("of %j is %j", (path, name) => {
    expect(attachmentName(path)).toBe(name);
  });

  test("never is empty, hidden, a path or longer than a hundred letters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 130 }), (path) => {
        const name = attachmentName(path);
        expect(name).toMatch(/^[^./\\][^/\\]*$/u);
        expect([...name].length).toBeLessThanOrEqual(100);
        expect(attachmentName(name)).toBe(name);
      }),
      { numRuns: 1000 },
    );
  });
});

test("files that go together have names of their own, whatever the letters' case", () => {
  expect(uniqueNames(["a.txt", "A.TXT", "a-2.txt", "b", "b"])).toEqual(["a.txt", "A-2.TXT", "a-2-2.txt", "b", "b-2"]);
});

test("a file over the limit is refused with both sizes", () => {
  expect(() => checkAttachmentSize("a", 11, 10)).toThrow("a has 11 bytes; an attachment may have 10.");
  expect(() => checkAttachmentSize("a", 10, 10)).not.toThrow();
});

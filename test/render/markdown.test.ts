import fc from "fast-check";
import { expect, test } from "vitest";
import { codeSpan, inMarkdown } from "../../src/render/markdown.ts";

/** What is left to be read as markdown: code spans and escaped letters taken out. */
const bare = (markdown: string) => markdown.replace(/\\[!-/:-@[-`{-~]|(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");

test.each([
  ["<script>alert(1)</script>", "\\<script\\>alert\\(1\\)\\</script\\>"],
  ["a | b", "a \\| b"],
  ["[x](javascript:y)", "\\[x\\]\\(javascript:y\\)"],
  ["**bold** _it_ `code`", "\\*\\*bold\\*\\* \\_it\\_ \\`code\\`"],
  ["ask @steve and @org/team", "ask `@steve` and `@org/team`"],
  ["fixes #12, owner/repo#7, GH-9, !3", "fixes `#12`, `owner/repo#7`, `GH-9`, `!3`"],
  ["person@example.com", "`person@example.com`"],
  ["two\nlines\u001b[2J", "two lines"],
])("%j becomes %j", (text, markdown) => {
  expect(inMarkdown(text)).toBe(markdown);
});

test("whatever a text says, nothing of it is left that markdown, HTML or a host would act on", () => {
  const nasty = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom("<", ">", "`", "``", "|", "@a", "#1", "](", "![", "\\", "\\`", "&lt;", "$", "~~", "\n", "GH-1", "@"),
    ),
  );
  fc.assert(
    fc.property(nasty, (parts) => {
      const markdown = inMarkdown(parts.join(""));
      expect(markdown).not.toMatch(/\n/);
      expect(bare(markdown)).not.toMatch(/[<>`|[\]*_&$~#]|@\w/);
    }),
  );
});

test("code holds any text, and stays code", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom("`", "``", "<b>"))), (parts) => {
      expect(bare(codeSpan(parts.join("")))).toBe("");
    }),
  );
});

import { oneLine } from "../domain/strip.ts";

/**
 * What hosts make links and notifications of: `@name`, `#12`, `owner/repo#12`, `GH-12`, `!12`, e-mail addresses. A backslash does not stop them, a code
 * span does.
 */
const MENTIONS = /(?:[\w.+/-]{0,64}[@#]\w[\w./-]*|(?<!\w)[!$%&~]\d+|\bGH-\d+)+/g;
/** What markdown or HTML would read as more than a letter. */
const SPECIAL = /[\\`*_{}[\]<>()#|~&$^!@=]/g;

/** Text of a bead for the midst of a markdown line: one line, and nothing in it makes a tag, a link, a table, an emphasis or a mention. */
export function inMarkdown(text: string): string {
  const line = oneLine(text);
  let result = "";
  let from = 0;
  for (const { 0: mention, index } of line.matchAll(MENTIONS)) {
    result += escaped(line.slice(from, index)) + codeSpan(mention);
    from = index + mention.length;
  }
  return result + escaped(line.slice(from));
}

/** Text as code, whatever backticks are in it. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return line === "" ? "" : `${fence}${space}${line}${space}${fence}`;
}

function escaped(text: string): string {
  return text.replace(SPECIAL, "\\$&");
}

/** One line of a console block, as far as a transcript may use the shell. */
export interface ShellLine {
  /** `NAME=value` in front. */
  readonly env: Readonly<Record<string, string>>;
  readonly words: readonly string[];
}

/** Splits a line as a shell would: quotes and backslashes, and nothing else of the shell. */
export function shellLine(line: string): ShellLine {
  const words = splitWords(line);
  const start = words.findIndex((word) => !/^[A-Z_][A-Z0-9_]*=/.test(word));
  const assigned = words
    .slice(0, Math.max(0, start))
    .map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]);
  return { env: Object.fromEntries(assigned), words: words.slice(Math.max(0, start)) };
}

function splitWords(line: string): string[] {
  const words: string[] = [];
  for (const [, found = ""] of line.matchAll(/((?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+)/g)) words.push(unquoted(found));
  return words;
}

function unquoted(word: string): string {
  return word.replace(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g, (_, single: string, double: string, escaped: string) =>
    single !== undefined ? single : double !== undefined ? double.replace(/\\(["\\$`])/g, "$1") : escaped,
  );
}

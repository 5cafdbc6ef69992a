/** A command line as it was typed so far: the words behind `bd`, and the one at the cursor, which may be empty. */
export interface TypedLine {
  readonly words: readonly string[];
  readonly current: string;
}

/** Splits a line as a shell would, the last command of it; quotes that are still open end with it. Undefined where it names no `bd`. */
export function typedLine(line: string): TypedLine | undefined {
  const words: string[] = [];
  let word: string | null = null;
  let quote = "";
  let from = 0;
  for (let at = 0; at < line.length; at++) {
    const letter = line[at] as string;
    if (quote !== "") {
      if (letter === quote) quote = "";
      else word += letter;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      word ??= "";
    } else if (letter === "\\") {
      at += 1;
      word = (word ?? "") + (line[at] ?? "");
    } else if (/[\s;|&(]/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
      if (!/\s/.test(letter)) from = words.length;
    } else word = (word ?? "") + letter;
  }
  const typed = words.slice(from);
  const start = typed.findIndex((each) => PROGRAM.test(each));
  return start < 0 ? undefined : { words: typed.slice(start + 1), current: word ?? "" };
}

const PROGRAM = /(^|[/\\])(bd|git-beads)(\.js)?$/;

import { wrap } from "./columns.ts";

/** Breaks a line that is laid out, in columns perhaps: what is too long goes on below, further in by `hang` than the line itself. */
export function folded(line: string, width: number, hang = 2): string[] {
  return line.length <= width ? [line] : filled(line.match(/^ *\S+ *|\S+ */g) ?? [], { width, hang });
}

/** Puts words behind each other, each with the blanks that follow it, in lines of that width. */
export function filled(words: readonly string[], { width, hang }: { readonly width: number; readonly hang: number }): string[] {
  const indent = " ".repeat((/^ */.exec(words[0] ?? "")?.[0].length ?? 0) + hang);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.trimEnd().length <= width) lines[lines.length - 1] = last + word;
    else lines.push(last === undefined ? word : indent + word);
  }
  return lines.map((line) => line.trimEnd());
}

/** A page that was written for 80 columns, in fewer: paragraphs are filled anew, what is indented or in columns is folded. */
export function reflowed(page: readonly string[], width: number): string[] {
  return page
    .reduce<string[]>(joinParagraphs, [])
    .flatMap((line) => (isProse(line) ? wrapped(line, width) : folded(line, width, 4)));
}

/** A line of a paragraph that is not its first goes behind the one before it. */
function joinParagraphs(lines: string[], line: string): string[] {
  const above = lines.at(-1);
  if (above !== undefined && isProse(above) && isProse(line)) lines[lines.length - 1] = `${above} ${line}`;
  else lines.push(line);
  return lines;
}

function isProse(line: string): boolean {
  return /^\S/.test(line) && !/\S {2,}\S/.test(line) && !/^[A-Z][A-Z ,]+$/.test(line);
}

function wrapped(line: string, width: number): string[] {
  return line === "" ? [""] : wrap(line, width);
}

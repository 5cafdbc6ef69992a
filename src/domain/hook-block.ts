import { BeadsError } from "../errors.ts";

const MARK = /^# bd:(begin|end)\b/;
/** The first line of what a POSIX shell, or one that understands as much, runs. */
const SHELL = /^#!\s*\S*\/(?:env\s+(?:-S\s+)?)?(?:sh|bash|dash|ash|ksh|zsh)(?:\s[^\n]*)?\n/;

/** True for a script into which lines for a shell can be put, and taken out again. */
export function isShellScript(text: string): boolean {
  return SHELL.test(text) && !text.includes("\0") && !text.includes("\r");
}

/**
 * A hook's text with bd's block behind its first line, or in front where that names no interpreter; with `block` null, without it. What stands
 * outside is kept byte for byte. @throws BLOCK_BROKEN where the marks do not fit together
 */
export function withHookBlock(text: string, block: string | null): string {
  const lines = text.split(/(?<=\n)/);
  const marks = lines.flatMap((line, at) => (MARK.test(line) ? [at] : []));
  const [first, last] = marks;
  if (first !== undefined && last !== undefined && marks.length === 2) {
    return lines.slice(0, first).join("") + (block ?? "") + lines.slice(last + 1).join("");
  }
  if (first !== undefined) throw broken(marks);
  if (block === null) return text;
  const start = text.startsWith("#!") ? 1 : 0;
  return lines.slice(0, start).join("") + block + lines.slice(start).join("");
}

/** True if bd's block is in a text. */
export function hasHookBlock(text: string): boolean {
  return text.split("\n").some((line) => MARK.test(line));
}

function broken(marks: readonly number[]): BeadsError {
  return new BeadsError("conflict", "BLOCK_BROKEN", "The marks of bd's block in a hook do not fit together.", {
    hints: ["Take the lines from # bd:begin to # bd:end away by hand, then run this again."],
    fields: { lines: marks.map((at) => at + 1) },
  });
}

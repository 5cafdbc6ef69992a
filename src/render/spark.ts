import type { Style } from "./style.ts";

const LEVELS = "▁▂▃▄▅▆▇█";
const ASCII_LEVELS = ":-=+*#%@";
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** Numbers as a line of columns, one letter each: nothing is a dot, a blank was not there. The highest is `most`, where it is given. */
export function spark(numbers: readonly (number | null)[], { ascii }: Pick<Style, "ascii">, most = highest(numbers)): string {
  const levels = ascii ? ASCII_LEVELS : LEVELS;
  const letterOf = (number: number | null) => {
    if (number === null) return " ";
    if (number <= 0 || most <= 0) return ascii ? "." : "·";
    return levels[Math.min(levels.length, Math.max(1, Math.ceil((number / most) * levels.length))) - 1];
  };
  return numbers.map(letterOf).join("");
}

/** A number as a bar, so many columns wide where it is `most`. What is more than nothing is seen. */
export function bar(
  number: number,
  { most, width }: { readonly most: number; readonly width: number },
  { ascii }: Pick<Style, "ascii">,
): string {
  if (number <= 0 || most <= 0) return "";
  if (ascii) return "#".repeat(Math.max(1, Math.round((number / most) * width)));
  const eighths = Math.max(1, Math.round((number / most) * width * 8));
  return "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}

/** The highest of some numbers; 0 where there are none. */
export function highest(numbers: readonly (number | null)[]): number {
  return numbers.reduce<number>((most, number) => Math.max(most, number ?? 0), 0);
}

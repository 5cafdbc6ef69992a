import { oneLine } from "./strip.ts";

/** How a text begins: what is said of it in one line. */
export function firstLine(text: string): string {
  return oneLine(text.trimStart().split("\n")[0] ?? "");
}

import { oneLine } from "../../domain/strip.ts";

/** How a text begins: what an event says in its one line. */
export function firstLine(text: string): string {
  return oneLine(text.trimStart().split("\n")[0] ?? "");
}

import { BeadsError } from "../errors.ts";
import type { Priority } from "./issue.ts";

/** Words that people use for priorities. */
const WORDS: Readonly<Record<string, Priority>> = { critical: 0, high: 1, medium: 2, normal: 2, low: 3, backlog: 4 };

/** A priority as it is typed: `0` to `4`, `P0` to `P4`, or a word such as `high`. @throws INVALID_PRIORITY */
export function parsePriority(text: string): Priority {
  const folded = text.trim().toLowerCase();
  const match = /^p?([0-4])$/.exec(folded);
  if (match) return Number(match[1]) as Priority;
  const word = Object.hasOwn(WORDS, folded) ? WORDS[folded] : undefined;
  if (word !== undefined) return word;
  throw new BeadsError("usage", "INVALID_PRIORITY", `${JSON.stringify(text)} is not a priority.`, {
    hints: ["Priorities are 0 (most urgent) to 4, or P0 to P4."],
    fields: { priority: text },
  });
}

import { oneLine } from "../domain/strip.ts";
import type { Landing } from "../services/write.ts";

/** How far a write got, in JSON: beside whatever else an answer says. */
export function landingJson({ op, reach, why, changed, commit }: Landing) {
  return { op, reach, why, changed, commit };
}

/** How far a write got, in words: always named, and why it got no farther. */
export function reachWords({ reach, why }: Landing): string {
  return why === null ? reach : `${reach}: ${clause(why)}`;
}

/** Sentences, git's or our own, as they go on behind a colon. */
function clause(why: string): string {
  const parts = why.split(/[\r\n]+/).map((part) => oneLine(part).trim().replace(/\.$/, ""));
  return parts
    .filter((part) => part !== "")
    .join("; ")
    .replace(/^[A-Z](?=[a-z]* )/, (letter) => letter.toLowerCase());
}

/** The same behind a sentence; nothing where nothing was changed. */
export function reachSuffix(landing: Landing): string {
  return landing.changed ? ` · ${reachWords(landing)}` : "";
}

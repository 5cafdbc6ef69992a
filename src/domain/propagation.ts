import type { Decision } from "./decision.ts";
import { ID_ALPHABET } from "./id.ts";
import { toCompactStamp, toMilliseconds } from "./time.ts";

/** What an outbox entry says of the decision that it carries, under `data`. */
export const DECISION_KEY = "decision";

/** The same of its topics and labels, with commas between. */
export const TOPICS_KEY = "topics";

/**
 * The outbox entry that carries a decision to a project: the same whoever sends it and how often, so that it arrives once. Its letters are made of the
 * decision's id and the project's place among those that are to know of it (FNV-1a).
 */
export function propagationId(
  { id, created, propagate }: Pick<Decision, "id" | "created" | "propagate">,
  project: string,
): string {
  let hash = 0x811c9dc5;
  for (const letter of `${id} ${propagate.indexOf(project)}`)
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  let letters = "";
  for (let place = 0; place < 6; place++) letters += ID_ALPHABET[(hash >>> (place * 5)) & 31];
  return `${toCompactStamp(toMilliseconds(created))}-${letters}`;
}

import type { Moment } from "../domain/readiness.ts";
import type { Clone } from "./clone.ts";
import { knownUntil } from "./contact.ts";

/** Now, for somebody, with what is known of the remote. */
export function momentOf(clone: Clone, me: string): Moment {
  const now = clone.now();
  return { now, known: knownUntil(clone, now), me };
}

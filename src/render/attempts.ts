import { CLAIM_ENDS } from "../domain/claim.ts";
import type { Attempts } from "../domain/lease.ts";
import { countOf } from "./count.ts";

export function attemptsJson({ ended, failures, reset, circuit_open }: Attempts) {
  const made = CLAIM_ENDS.reduce((sum, end) => sum + ended[end], 0);
  return { made, ended, failures, reset_epoch: reset, circuit_open };
}

/** How claims of it ended, where one failed or expired or several were made; null otherwise: a first success is no news. */
export function attemptsWords(attempts: Attempts): string | null {
  const { made, ended, failures, circuit_open } = attemptsJson(attempts);
  const ends = CLAIM_ENDS.filter((end) => ended[end] > 0).map((end) => `${ended[end]} ${end}`);
  if (made < 2 && ended.failed + ended.expired === 0) return null;
  const counted = circuit_open ? `; ${failures} count, so nobody is offered it` : "";
  return `${countOf(made, "claim")} ended: ${ends.join(", ")}${counted}`;
}

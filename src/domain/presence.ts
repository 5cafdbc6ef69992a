import { toMilliseconds } from "./time.ts";

/** Whether somebody is at work now, as far as the ledger's own words tell. */
export const PRESENCES = ["online", "earlier", "unknown"] as const;
export type Presence = (typeof PRESENCES)[number];

/** Who acted so lately is online; clocks may differ by as much. */
const FRESH = 5 * 60_000;

/** What is to be thought of somebody whose last act was then: nothing is known of who never acted, or acts in the future. */
export function presenceAt(seen: string | null, now: number): Presence {
  if (seen === null) return "unknown";
  const age = now - toMilliseconds(seen);
  if (age < -FRESH) return "unknown";
  return age <= FRESH ? "online" : "earlier";
}

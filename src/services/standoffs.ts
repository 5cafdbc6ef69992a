import { CLOCK_TOLERANCE } from "../domain/lease.ts";
import type { Moment } from "../domain/readiness.ts";
import { findStandoffs, type Hold, type Standoff } from "../domain/standoff.ts";
import { toMilliseconds } from "../domain/time.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { edgesAmong } from "./edges.ts";

/** Agents who wait for each other with what they hold, here or in other projects as far as those are known. */
export function standoffsIn(snapshot: Snapshot, moment: Moment): readonly Standoff[] {
  const here = snapshot
    .rows({ statuses: ["in_progress"] }, moment)
    .flatMap(({ issue, holder }): Hold[] => (holder === null ? [] : [{ issue: issue.id, by: holder }]));
  const there = snapshot.allElsewhere().flatMap(({ id, holder, until, status }): Hold[] => {
    const isLive = holder !== null && until !== null && toMilliseconds(until) + CLOCK_TOLERANCE >= moment.now;
    return isLive && status === "open" ? [{ issue: id, by: holder }] : [];
  });
  const holds = [...here, ...there];
  return new Set(holds.map(({ by }) => by)).size < 2 ? [] : findStandoffs(holds, edgesAmong(snapshot));
}

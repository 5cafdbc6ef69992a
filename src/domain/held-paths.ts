import { globsOverlap } from "./glob.ts";
import { CLOCK_TOLERANCE, type Evidence, isHolder } from "./lease.ts";
import type { Moment } from "./readiness.ts";
import type { StoredRecord } from "./record.ts";
import { type Reservation, type ReservationMode, reservedUntil } from "./reservation.ts";

/** A reservation that was not ended, and until when it holds. */
export interface HeldPaths {
  readonly head: Reservation;
  readonly until: string;
}

/** Who asks: what they can show, and under which name. */
export type Asker = Evidence & { readonly name: string };

/** Another's reservation in the way of a glob, and which of its globs is. */
export interface Collision {
  readonly held: HeldPaths;
  readonly pattern: string;
}

/**
 * What runs out at this time or later, milliseconds since 1970, is in force: as with claims, `until` and five minutes have to lie before now and
 * before the last fetch for a reservation to be over. For `RecordFilter.live_at`.
 */
export function inForceSince({ now, known }: Pick<Moment, "now" | "known">): number {
  return Math.min(now, known) - CLOCK_TOLERANCE - 1;
}

/** Those of some records that nobody ended. */
export function heldPaths(records: readonly StoredRecord<"reservation">[]): HeldPaths[] {
  return records.flatMap(({ head, parts }) => {
    const until = reservedUntil(head, parts);
    return until === null ? [] : [{ head, until }];
  });
}

/** True for who can prove that a reservation is theirs, as for claims: several actors may work in one git directory, so the name counts, too. */
export function isReservedBy({ by, session, marker }: Reservation, asker: Asker): boolean {
  const moved = asker.explicit_session && asker.session !== null && asker.session === session;
  return (moved || by === asker.name) && isHolder({ by, session, marker }, asker);
}

/** What keeps somebody from reserving a glob: others' reservations that overlap, unless both are shared. */
export function collisionsOf(glob: string, mode: ReservationMode, others: readonly HeldPaths[]): Collision[] {
  return others.flatMap((held) => {
    if (mode === "shared" && held.head.mode === "shared") return [];
    const pattern = held.head.paths.find((path) => globsOverlap(path, glob));
    return pattern === undefined ? [] : [{ held, pattern }];
  });
}

import { compareStamps } from "./time.ts";
import type { Extra } from "./yaml.ts";

export const RESERVATION_MODES = ["exclusive", "shared"] as const;
export type ReservationMode = (typeof RESERVATION_MODES)[number];

/** `reservations/<yyyy-mm>/<dd>/<id>.md`: an advisory lease on path globs. */
export interface Reservation {
  /** As `mintMoment` makes them; shown and typed by its last letters. */
  readonly id: string;
  /** Globs from the top of the work tree, with `/`. */
  readonly paths: readonly string[];
  readonly mode: ReservationMode;
  readonly by: string;
  readonly session: string | null;
  /** The issue that it is for. */
  readonly issue: string | null;
  readonly intent: string | null;
  readonly at: string;
  readonly until: string;
  readonly op: string;
  /** SHA-256 (hex) of the secret that lies in the holder's git directory, as for claims. */
  readonly marker: string | null;
  readonly extras: readonly Extra[];
}

/** `<id>.r1.md`: it goes on until `until`. */
export interface ReservationRenewal {
  readonly reservation: string;
  /** 1 and up. */
  readonly renewal: number;
  readonly by: string;
  readonly at: string;
  readonly until: string;
  readonly op: string;
  readonly extras: readonly Extra[];
}

/** `<id>.end.md`: given back, or taken away (`forced`). */
export interface ReservationEnding {
  readonly reservation: string;
  readonly outcome: "released" | "forced";
  readonly by: string;
  readonly at: string;
  readonly reason: string | null;
  readonly op: string;
  readonly extras: readonly Extra[];
}

export type ReservationPart = ReservationRenewal | ReservationEnding;

export function isReservationEnding(part: ReservationPart): part is ReservationEnding {
  return "outcome" in part;
}

/** Until when it holds, its renewals counted; null once it was ended. */
export function reservedUntil(reservation: Pick<Reservation, "until">, parts: readonly ReservationPart[]): string | null {
  let until = reservation.until;
  for (const part of parts) {
    if (isReservationEnding(part)) return null;
    if (compareStamps(part.until, until) > 0) until = part.until;
  }
  return until;
}

import { inForceSince, isReservedBy } from "../domain/held-paths.ts";
import { isReservationEnding, type ReservationPart, reservedUntil } from "../domain/reservation.ts";
import { toMilliseconds } from "../domain/time.ts";
import { askerOf, type ReservationRow } from "./reservations.ts";
import type { Workspace } from "./workspace.ts";

export interface ReserveListInput {
  /** The caller's own only. */
  readonly mine?: boolean | undefined;
  /** What ran out or was given back, too. */
  readonly all?: boolean | undefined;
}

export interface ListedReservation extends ReservationRow {
  readonly state: "in force" | "expired" | "released" | "forced";
}

export interface ReserveListResult {
  readonly rows: readonly ListedReservation[];
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** What is reserved, oldest first; with `all`, everything that ever was, newest first. */
export async function listReservations(workspace: Workspace, input: ReserveListInput): Promise<ReserveListResult> {
  const { ledger } = workspace;
  const [snapshot, moment, asker] = await Promise.all([ledger.snapshot(), ledger.moment(), askerOf(workspace)]);
  const since = inForceSince(moment);
  const records = snapshot.records("reservation", input.all === true ? { newest: true } : { live_at: since });
  const rows = records.map(({ head, parts }) => {
    const { id, paths, mode, by, issue, intent, at } = head;
    const until = reservedUntil(head, parts) ?? parts.find(isReservationEnding)?.at ?? head.until;
    return {
      id,
      paths,
      mode,
      by,
      issue,
      intent,
      since: at,
      until,
      mine: isReservedBy(head, asker),
      state: stateOf(parts, until, since),
    };
  });
  return { rows: rows.filter(({ mine }) => input.mine !== true || mine), now: moment.now };
}

function stateOf(parts: readonly ReservationPart[], until: string, since: number): ListedReservation["state"] {
  const end = parts.find(isReservationEnding);
  return end !== undefined ? end.outcome : toMilliseconds(until) > since ? "in force" : "expired";
}

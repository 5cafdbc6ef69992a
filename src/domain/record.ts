import type { Checkpoint } from "./checkpoint.ts";
import { type Decision, type DecisionMark, decisionState } from "./decision.ts";
import { type Escalation, type EscalationMark, hasEnded } from "./escalation.ts";
import type { Note } from "./note.ts";
import { type Reservation, type ReservationPart, reservedUntil } from "./reservation.ts";
import { toMilliseconds } from "./time.ts";

/** Beads that are no issues: what their own file holds, and what the files beside it do. */
export interface RecordNouns {
  decision: { readonly head: Decision; readonly part: DecisionMark };
  reservation: { readonly head: Reservation; readonly part: ReservationPart };
  escalation: { readonly head: Escalation; readonly part: EscalationMark };
  note: { readonly head: Note; readonly part: never };
  checkpoint: { readonly head: Checkpoint; readonly part: never };
}

export type RecordKind = keyof RecordNouns;

/** A bead of one of these kinds with all that became of it, in the order of the files' names. */
export interface StoredRecord<K extends RecordKind> {
  readonly head: RecordNouns[K]["head"];
  readonly parts: readonly RecordNouns[K]["part"][];
}

/** The law, for each kind, of how long a record is in force: milliseconds since 1970; null without end; 0 if it is over. */
const LIVE_UNTIL: { readonly [K in RecordKind]: (record: StoredRecord<K>) => number | null } = {
  decision: ({ head, parts }) => (decisionState(head, parts) === "rejected" ? 0 : null),
  reservation: ({ head, parts }) => {
    const until = reservedUntil(head, parts);
    return until === null ? 0 : toMilliseconds(until);
  },
  escalation: ({ head, parts }) => {
    if (hasEnded(parts)) return 0;
    return head.until === null ? null : toMilliseconds(head.until);
  },
  note: ({ head }) => (head.forgotten ? 0 : null),
  checkpoint: () => null,
};

/** Until when a record is in force; null: without end. */
export function liveUntil<K extends RecordKind>(kind: K, record: StoredRecord<K>): number | null {
  return LIVE_UNTIL[kind](record);
}

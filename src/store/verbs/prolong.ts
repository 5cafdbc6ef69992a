import { nameOf } from "../../domain/actor.ts";
import { type Asker, collisionsOf, isReservedBy } from "../../domain/held-paths.ts";
import type { StoredRecord } from "../../domain/record.ts";
import { refusalOf, reservedError } from "../../domain/refused-glob.ts";
import { isReservationEnding, type ReservationRenewal, reservedUntil } from "../../domain/reservation.ts";
import { compareStamps, toStamp } from "../../domain/time.ts";
import { BeadsError } from "../../errors.ts";
import { reservationPath } from "../../format/record-paths.ts";
import { renewalFile } from "../../format/records/reservation-file.ts";
import type { FileWrite } from "../../git/repository.ts";
import type { Operation } from "../operation.ts";
import { applies, type Decide, lost, nothing, type State } from "../state.ts";
import { standing } from "./reserve.ts";

/** Lets reservations go on. One that ran out comes back if nobody took its paths meanwhile. */
export const prolong: Decide<"prolong"> = async (state, operation) => {
  const { ids, lease } = operation.args;
  const until = toStamp(state.moment.now + lease);
  const files: FileWrite[] = [];
  for (const id of ids) {
    const record = resolveReservation(state, id);
    if (record.parts.some((part) => part.op === operation.op)) continue;
    const refusal = refuse(state, operation, record);
    if (refusal !== undefined) return lost(refusal);
    if (compareStamps(reservedUntil(record.head, record.parts) ?? until, until) < 0)
      files.push(renewalOf(state, operation, record, until));
  }
  if (files.length === 0) return nothing({ until, renewed: [] });
  return applies({
    files,
    subject: `reservation renewed by ${nameOf(operation.actor)}`,
    text: `Until ${until}.`,
    beads: [],
    housekeeping: true,
    result: { until, renewed: ids },
  });
};

/** A reservation by its whole id. @throws RESERVATION_NOT_FOUND */
export function resolveReservation({ snapshot }: Pick<State, "snapshot">, id: string): StoredRecord<"reservation"> {
  const record = snapshot.record("reservation", id);
  if (record !== undefined) return record;
  throw new BeadsError("not-found", "RESERVATION_NOT_FOUND", `There is no reservation ${id}.`, {
    hints: ["bd reserve list shows those in force."],
    fields: { reservation: id },
  });
}

/** The refusal of whoever cannot show that a reservation is theirs. */
export function notYours({ head }: StoredRecord<"reservation">, until: string | null): BeadsError {
  return new BeadsError("conflict", "NOT_YOUR_RESERVATION", `${head.paths.join(", ")} is reserved by ${head.by}, not by you.`, {
    hints: ["Talk to the holder, or give --force with --reason to bd reserve release if they are gone."],
    fields: { reservation: head.id, holder: head.by, paths: head.paths, until },
  });
}

function refuse(state: State, operation: Operation<"prolong">, record: StoredRecord<"reservation">): BeadsError | undefined {
  const { head, parts } = record;
  const asker: Asker = { ...operation.args.proof, name: nameOf(operation.actor) };
  const until = reservedUntil(head, parts);
  if (until === null) {
    const end = parts.find(isReservationEnding);
    const words = `${head.paths.join(", ")} was released by ${end?.by ?? "somebody"} at ${end?.at ?? "some time"}.`;
    return new BeadsError("conflict", "RESERVATION_ENDED", words, {
      hints: ["bd reserve takes it anew."],
      fields: { reservation: head.id, ended_by: end?.by ?? null, reason: end?.reason ?? null },
    });
  }
  if (!isReservedBy(head, asker)) return notYours(record, until);
  const { others } = standing(state, operation, operation.args.proof);
  const refused = head.paths.flatMap((glob) => refusalOf(glob, collisionsOf(glob, head.mode, others)));
  return refused.length === 0 ? undefined : reservedError(refused, state.replay);
}

function renewalOf(
  { moment }: State,
  { op, actor }: Operation,
  { head, parts }: StoredRecord<"reservation">,
  until: string,
): FileWrite {
  const renewal = 1 + Math.max(0, ...parts.map((part) => ("renewal" in part ? part.renewal : 0)));
  const made: ReservationRenewal = {
    ...{ reservation: head.id, renewal, by: nameOf(actor), at: toStamp(moment.now), until, op, extras: [] },
  };
  return { path: reservationPath(head.id, `r${renewal}`), content: renewalFile.serialize(made) };
}

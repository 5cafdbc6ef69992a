import { nameOf } from "../../domain/actor.ts";
import { isReservedBy } from "../../domain/held-paths.ts";
import { mintMoment } from "../../domain/id.ts";
import type { StoredRecord } from "../../domain/record.ts";
import { type Reservation, type ReservationEnding, reservedUntil } from "../../domain/reservation.ts";
import { toStamp } from "../../domain/time.ts";
import { serializeMessage } from "../../format/message-file.ts";
import { messagePath } from "../../format/paths.ts";
import { reservationPath } from "../../format/record-paths.ts";
import { endingFile, reservationFile } from "../../format/records/reservation-file.ts";
import type { FileWrite } from "../../git/repository.ts";
import type { Operation } from "../operation.ts";
import { applies, type Decide, lost, nothing, type State } from "../state.ts";
import { notYours, resolveReservation } from "./prolong.ts";

/** Gives reservations back, or some of their globs: then a new one holds the rest. What somebody else holds asks for force, and the holder is told. */
export const unreserve: Decide<"unreserve"> = async (state, operation) => {
  const { items, reason, force, messages, proof } = operation.args;
  const me = { ...proof, name: nameOf(operation.actor) };
  const open = items
    .map(({ id, globs }) => ({ record: resolveReservation(state, id), globs }))
    .filter(({ record }) => reservedUntil(record.head, record.parts) !== null);
  const foreign = open.find(({ record }) => !isReservedBy(record.head, me));
  if (foreign !== undefined && !force)
    return lost(notYours(foreign.record, reservedUntil(foreign.record.head, foreign.record.parts)));
  const gone = new Set(open.map(({ record }) => record.head.id));
  if (gone.size === 0) return nothing({ released: [], kept: [] });
  const rests = open.flatMap(({ record, globs }) => restOf(state, operation, record, globs));
  const told = messages.filter(({ data }) => gone.has(data["reservation"] ?? ""));
  return applies({
    files: [
      ...open.map(({ record }) => endOf(state, operation, record, !isReservedBy(record.head, me))),
      ...rests.map((rest) => ({ path: reservationPath(rest.id), content: reservationFile.serialize(rest) })),
      ...told.map((said) => ({
        path: messagePath(said.thread !== null && state.snapshot.has(said.thread) ? said.thread : null, said.id),
        content: serializeMessage(said.thread !== null && state.snapshot.has(said.thread) ? said : { ...said, thread: null }),
      })),
    ],
    subject: subjectOf(operation, open),
    ...(reason === null ? {} : { text: reason }),
    beads: [...new Set(open.flatMap(({ record }) => record.head.issue ?? []))],
    result: { released: [...gone], kept: rests.map(({ id }) => id) },
  });
};

interface Open {
  readonly record: StoredRecord<"reservation">;
  /** Null: all of them. */
  readonly globs: readonly string[] | null;
}

function subjectOf({ actor }: Operation, open: readonly Open[]): string {
  const by = nameOf(actor);
  const owners = [...new Set(open.map(({ record }) => record.head.by).filter((owner) => owner !== by))];
  const paths = open.flatMap(({ record, globs }) => globs ?? record.head.paths);
  return `released by ${by}${owners.length === 0 ? "" : ` (was ${owners.join(", ")})`}: ${paths.join(", ")}`;
}

function endOf(
  { moment }: State,
  { args, actor, op }: Operation<"unreserve">,
  { head }: Open["record"],
  forced: boolean,
): FileWrite {
  const ending: ReservationEnding = {
    ...{ reservation: head.id, outcome: forced ? "forced" : "released", by: nameOf(actor) },
    ...{ at: toStamp(moment.now), reason: args.reason, op, extras: [] },
  };
  return { path: reservationPath(head.id, "end"), content: endingFile.serialize(ending) };
}

/** What is kept of a reservation of which only some globs are given back: the same holder's, as long as it was. */
function restOf(
  { moment, chance }: State,
  { op }: Operation,
  { head, parts }: Open["record"],
  globs: Open["globs"],
): Reservation[] {
  const paths = globs === null ? [] : head.paths.filter((path) => !globs.includes(path));
  if (paths.length === 0) return [];
  const until = reservedUntil(head, parts) ?? head.until;
  return [{ ...head, id: mintMoment(moment.now, chance), paths, until, op }];
}

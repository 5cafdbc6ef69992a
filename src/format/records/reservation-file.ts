import {
  RESERVATION_MODES,
  type Reservation,
  type ReservationEnding,
  type ReservationRenewal,
} from "../../domain/reservation.ts";
import { agreed, placeOf, recordFormat } from "./record-format.ts";

/** `reservations/<yyyy-mm>/<dd>/<id>.md`. */
export const reservationFile = recordFormat<Reservation>({
  shape: {
    id: "text",
    paths: "texts",
    mode: "text",
    by: "text",
    session: "text",
    issue: "text",
    intent: "text",
    at: "stamp",
    until: "stamp",
    op: "text",
    marker: "text",
  },
  decode: (fields) => ({
    id: agreed(fields, "id", placeOf(fields, "reservation").id),
    paths: fields.texts("paths"),
    mode: fields.oneOf("mode", RESERVATION_MODES),
    by: fields.text("by"),
    session: fields.optionalText("session"),
    issue: fields.optionalId("issue"),
    intent: fields.optionalText("intent"),
    at: fields.stamp("at"),
    until: fields.stamp("until"),
    op: fields.text("op"),
    marker: fields.optionalText("marker"),
  }),
});

/** `<id>.r1.md`. */
export const renewalFile = recordFormat<ReservationRenewal>({
  shape: { reservation: "text", renewal: "whole", by: "text", at: "stamp", until: "stamp", op: "text" },
  decode: (fields) => {
    const place = placeOf(fields, "reservation");
    const renewal = fields.count("renewal", 1);
    if (place.part !== `r${renewal}`) throw fields.failure("renewal", "does not belong to this path", "ID_MISMATCH");
    return {
      reservation: agreed(fields, "reservation", place.id),
      renewal,
      by: fields.text("by"),
      at: fields.stamp("at"),
      until: fields.stamp("until"),
      op: fields.text("op"),
    };
  },
});

/** `<id>.end.md`. */
export const endingFile = recordFormat<ReservationEnding>({
  shape: { reservation: "text", outcome: "text", by: "text", at: "stamp", reason: "text", op: "text" },
  decode: (fields) => ({
    reservation: agreed(fields, "reservation", placeOf(fields, "reservation").id),
    outcome: fields.oneOf("outcome", ["released", "forced"] as const),
    by: fields.text("by"),
    at: fields.stamp("at"),
    reason: fields.optionalText("reason"),
    op: fields.text("op"),
  }),
});

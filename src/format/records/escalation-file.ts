import { ESCALATION_LEVELS, ESCALATION_MARKS, type Escalation, type EscalationMark } from "../../domain/escalation.ts";
import type { Fields } from "../fields.ts";
import { agreed, placeOf, recordFormat, truth } from "./record-format.ts";

/** `escalations/<yyyy-mm>/<dd>/<id>.md`. */
export const escalationFile = recordFormat<Escalation>({
  shape: {
    id: "text",
    title: "text",
    level: "whole",
    category: "text",
    issue: "text",
    pause: "truth",
    fingerprint: "text",
    until: "stamp",
    by: "text",
    at: "stamp",
    op: "text",
  },
  decode: (fields) => ({
    id: agreed(fields, "id", placeOf(fields, "escalation").id),
    title: fields.text("title"),
    level: decodeLevel(fields),
    category: fields.text("category"),
    issue: fields.optionalId("issue"),
    pause: truth(fields, "pause"),
    fingerprint: fields.text("fingerprint"),
    until: fields.optionalStamp("until"),
    by: fields.text("by"),
    at: fields.stamp("at"),
    op: fields.text("op"),
    body: fields.body,
  }),
  written: ({ pause }) => ({ pause: pause ? true : null }),
});

/** `<id>.ack.md`, `.rise1.md`, `.level3.md`, `.resume.md`, `.end.md`. */
export const escalationMarkFile = recordFormat<EscalationMark>({
  shape: { escalation: "text", mark: "text", at: "stamp", by: "text", reason: "text", op: "text" },
  decode: (fields) => {
    const place = placeOf(fields, "escalation");
    agreed(fields, "mark", place.part);
    return {
      escalation: agreed(fields, "escalation", place.id),
      mark: fields.oneOf("mark", ESCALATION_MARKS),
      at: fields.stamp("at"),
      by: fields.text("by"),
      reason: fields.optionalText("reason"),
      op: fields.text("op"),
    };
  },
});

function decodeLevel(fields: Fields): Escalation["level"] {
  const level = fields.count("level", 1);
  const known = ESCALATION_LEVELS.find((each) => each === level);
  if (known === undefined) throw fields.failure("level", "must be 1 to 4");
  return known;
}

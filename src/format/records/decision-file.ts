import { DECISION_KINDS, DECISION_MARKS, type Decision, type DecisionMark, type DecisionOption } from "../../domain/decision.ts";
import type { Fields } from "../fields.ts";
import { agreed, placeOf, recordFormat } from "./record-format.ts";

/** `decisions/<id>.md`. */
export const decisionFile = recordFormat<Decision>({
  shape: {
    id: "text",
    kind: "text",
    title: "text",
    status: "text",
    labels: "texts",
    paths: "texts",
    topics: "texts",
    supersedes: "texts",
    related: "texts",
    options: "maps",
    recommend: "text",
    approver: "text",
    deadline: "stamp",
    otherwise: "text",
    gates: "texts",
    propagate: "texts",
    source: "text",
    created: "stamp",
    by: "text",
    op: "text",
  },
  decode: (fields) => ({
    id: agreed(fields, "id", placeOf(fields, "decision").id),
    kind: fields.oneOf("kind", DECISION_KINDS),
    title: fields.text("title"),
    status: fields.oneOf("status", ["accepted", "proposed"] as const),
    labels: fields.texts("labels"),
    paths: fields.texts("paths"),
    topics: fields.texts("topics"),
    supersedes: fields.ids("supersedes"),
    related: fields.ids("related"),
    options: fields.list("options").map((option) => decodeOption(fields, option)),
    recommend: fields.optionalText("recommend"),
    approver: fields.optionalText("approver"),
    deadline: fields.optionalStamp("deadline"),
    otherwise: fields.optionalText("otherwise"),
    gates: fields.ids("gates"),
    propagate: fields.texts("propagate"),
    source: fields.optionalText("source"),
    created: fields.stamp("created"),
    by: fields.text("by"),
    op: fields.text("op"),
    body: fields.body,
  }),
  written: ({ options }) => ({ options: options.map(({ key, text }) => ({ key, text })) }),
});

/** `decisions/<id>/<time>-<rand>.md`. */
export const decisionMarkFile = recordFormat<DecisionMark>({
  shape: {
    decision: "text",
    id: "text",
    kind: "text",
    at: "stamp",
    by: "text",
    project: "text",
    option: "text",
    related: "texts",
    reason: "text",
    op: "text",
  },
  decode: (fields) => {
    const place = placeOf(fields, "decision");
    return {
      decision: agreed(fields, "decision", place.id),
      id: agreed(fields, "id", place.part),
      kind: fields.oneOf("kind", DECISION_MARKS),
      at: fields.stamp("at"),
      by: fields.text("by"),
      project: fields.optionalText("project"),
      option: fields.optionalText("option"),
      related: fields.ids("related"),
      reason: fields.optionalText("reason"),
      op: fields.text("op"),
    };
  },
});

function decodeOption(fields: Fields, option: Parameters<Fields["within"]>[1]): DecisionOption {
  const inner = fields.within("options", option);
  return { key: inner.text("key"), text: inner.text("text") };
}

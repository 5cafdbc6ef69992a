import { NOTE_SCOPES, type Note, noteId } from "../../domain/note.ts";
import { agreed, placeOf, recordFormat, truth } from "./record-format.ts";

/** `memory/<id>.md`. */
export const noteFile = recordFormat<Note>({
  shape: {
    id: "text",
    key: "text",
    scope: "text",
    agent: "text",
    labels: "texts",
    source: "text",
    forgotten: "truth",
    at: "stamp",
    by: "text",
    op: "text",
  },
  decode: (fields) => {
    const id = agreed(fields, "id", placeOf(fields, "note").id);
    const key = fields.text("key");
    const agent = fields.optionalText("agent");
    if (noteId(key, agent) !== id) throw fields.failure("key", "does not belong to this path", "ID_MISMATCH");
    return {
      id,
      key,
      scope: fields.oneOf("scope", NOTE_SCOPES),
      agent,
      labels: fields.texts("labels"),
      source: fields.optionalText("source"),
      forgotten: truth(fields, "forgotten"),
      at: fields.stamp("at"),
      by: fields.text("by"),
      op: fields.text("op"),
      body: fields.body,
    };
  },
  written: ({ forgotten }) => ({ forgotten: forgotten ? true : null }),
});

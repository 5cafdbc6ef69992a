import { EXPECTATIONS } from "../domain/message.ts";
import { OUTBOX_KINDS, OUTBOX_MARKS, type OutboxEntry, type OutboxMark, VIAS } from "../domain/outbox.ts";
import type { Yaml } from "../domain/yaml.ts";
import type { Fields } from "./fields.ts";
import { serializeFrontmatter } from "./frontmatter.ts";
import { invalid } from "./invalid.ts";
import { decodeAttachments, decodeData, decodeSender, senderToYaml } from "./message-file.ts";
import { classifyPath } from "./paths.ts";
import { type Reader, readFile } from "./read.ts";
import type { FieldShape } from "./shape.ts";

/** The keys of an outbox entry's file, in the order in which they are written. */
const ENTRY_SHAPE = {
  id: "text",
  kind: "text",
  project: "text",
  url: "text",
  bead: "text",
  issue: "text",
  title: "text",
  type: "text",
  priority: "text",
  labels: "texts",
  to: "texts",
  expects: "text",
  deadline: "stamp",
  in_reply_to: "text",
  subject: "text",
  data: "map",
  attachments: "maps",
  reopen: "truth",
  via: "text",
  from: "map",
  created: "stamp",
} satisfies Partial<Record<keyof OutboxEntry, FieldShape>>;

/** The keys of the file that says what became of an entry. */
const MARK_SHAPE = {
  entry: "text",
  state: "text",
  at: "stamp",
  by: "text",
  bead: "text",
  reason: "text",
  branch: "text",
} satisfies Partial<Record<keyof OutboxMark, FieldShape>>;

export const OUTBOX_KEYS = Object.keys(ENTRY_SHAPE) as readonly (keyof typeof ENTRY_SHAPE)[];
export const MARK_KEYS = Object.keys(MARK_SHAPE) as readonly (keyof typeof MARK_SHAPE)[];
const ENTRY_READER: Reader<OutboxEntry> = { shape: ENTRY_SHAPE, decode: decodeEntry };
const MARK_READER: Reader<OutboxMark> = { shape: MARK_SHAPE, decode: decodeMark };

/** Reads `outbox/<yyyy-mm>/<dd>/<id>.md`. @throws BeadsError invalid-data with path and line; ID_MISMATCH where the id is not that of the path */
export function parseOutboxEntry(path: string, text: string): OutboxEntry {
  return readFile(path, text, ENTRY_READER);
}

/** Reads `outbox/<yyyy-mm>/<dd>/<id>.<state>.md`. @throws as `parseOutboxEntry` */
export function parseOutboxMark(path: string, text: string): OutboxMark {
  return readFile(path, text, MARK_READER);
}

/** The bytes of an entry's file; `parseOutboxEntry` gives the same entry back. What is usual is left out. */
export function serializeOutboxEntry(entry: OutboxEntry): string {
  const values: Record<keyof typeof ENTRY_SHAPE, Yaml | undefined> = {
    ...entry,
    expects: entry.expects === "none" ? null : entry.expects,
    attachments: entry.attachments.map(({ name, size }) => ({ name, size })),
    reopen: entry.reopen ? true : null,
    via: entry.via === "push" ? null : entry.via,
    from: senderToYaml(entry.from),
  };
  return serializeFrontmatter(
    OUTBOX_KEYS.map((key) => [key, values[key]] as const),
    entry.extras,
    entry.body,
  );
}

export function serializeOutboxMark(mark: OutboxMark): string {
  return serializeFrontmatter(
    MARK_KEYS.map((key) => [key, mark[key]] as const),
    mark.extras,
    "",
  );
}

function decodeEntry(fields: Fields): OutboxEntry {
  const id = fields.text("id");
  const place = classifyPath(fields.path);
  if (place.kind !== "outbox" || place.id !== id) throw mismatch(fields, "id");
  const reopen = fields.value("reopen") ?? false;
  if (typeof reopen !== "boolean") throw fields.failure("reopen", "must be true or false");
  return {
    id,
    kind: fields.oneOf("kind", OUTBOX_KINDS),
    project: fields.text("project"),
    url: fields.optionalText("url"),
    bead: fields.id("bead"),
    issue: fields.optionalId("issue"),
    title: fields.optionalText("title"),
    type: fields.text("type"),
    priority: fields.text("priority"),
    labels: fields.texts("labels"),
    to: fields.texts("to"),
    expects: fields.value("expects") === undefined ? "none" : fields.oneOf("expects", EXPECTATIONS),
    deadline: fields.optionalStamp("deadline"),
    in_reply_to: fields.optionalText("in_reply_to"),
    subject: fields.optionalText("subject"),
    data: decodeData(fields),
    attachments: decodeAttachments(fields),
    reopen,
    via: fields.value("via") === undefined ? "push" : fields.oneOf("via", VIAS),
    from: decodeSender(fields),
    created: fields.stamp("created"),
    body: fields.body,
    extras: fields.extras(new Set(OUTBOX_KEYS)),
  };
}

function decodeMark(fields: Fields): OutboxMark {
  const entry = fields.text("entry");
  const state = fields.oneOf("state", OUTBOX_MARKS);
  const place = classifyPath(fields.path);
  if (place.kind !== "mark" || place.id !== entry) throw mismatch(fields, "entry");
  if (place.state !== state) throw mismatch(fields, "state");
  return {
    entry,
    state,
    at: fields.stamp("at"),
    by: fields.text("by"),
    bead: fields.optionalId("bead"),
    reason: fields.optionalText("reason"),
    branch: fields.optionalText("branch"),
    extras: fields.extras(new Set(MARK_KEYS)),
  };
}

function mismatch(fields: Fields, key: string) {
  return invalid("ID_MISMATCH", { path: fields.path, line: fields.lineOf(key), key }, `\`${key}\` does not belong to this path`);
}

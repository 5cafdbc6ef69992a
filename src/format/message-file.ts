import {
  type Attachment,
  EXPECTATIONS,
  MESSAGE_PRIORITIES,
  MESSAGE_TYPES,
  type Message,
  type Sender,
} from "../domain/message.ts";
import type { Yaml } from "../domain/yaml.ts";
import type { Fields } from "./fields.ts";
import { serializeFrontmatter } from "./frontmatter.ts";
import { invalid } from "./invalid.ts";
import { classifyPath } from "./paths.ts";
import { type Reader, readFile } from "./read.ts";
import type { FieldShape } from "./shape.ts";

/** The keys of a message's file, in the order in which they are written. */
const SHAPE = {
  id: "text",
  thread: "text",
  from: "map",
  to: "texts",
  type: "text",
  priority: "text",
  expects: "text",
  deadline: "stamp",
  in_reply_to: "text",
  subject: "text",
  data: "map",
  attachments: "maps",
  created: "stamp",
  op: "text",
} satisfies Partial<Record<keyof Message, FieldShape>>;

export const MESSAGE_KEYS = Object.keys(SHAPE) as readonly (keyof typeof SHAPE)[];
const KNOWN: ReadonlySet<string> = new Set(MESSAGE_KEYS);
const READER: Reader<Message> = { shape: SHAPE, decode };

/** Reads a message's file. @throws BeadsError invalid-data with path and line; ID_MISMATCH where id or thread are not those of the path */
export function parseMessage(path: string, text: string): Message {
  return readFile(path, text, READER);
}

/** The bytes of a message's file; `parseMessage` gives the same message back. */
export function serializeMessage(message: Message): string {
  const values: Record<keyof typeof SHAPE, Yaml | undefined> = {
    ...message,
    from: senderToYaml(message.from),
    data: message.data,
    attachments: message.attachments.map(({ name, size }) => ({ name, size })),
  };
  return serializeFrontmatter(
    MESSAGE_KEYS.map((key) => [key, values[key]] as const),
    message.extras,
    message.body,
  );
}

/** A sender as a map; a session that is not known is left out. */
export function senderToYaml({ human, agent, project, session }: Sender): Yaml {
  return session === null ? { human, agent, project } : { human, agent, project, session };
}

function decode(fields: Fields): Message {
  const id = fields.text("id");
  const thread = fields.optionalId("thread");
  checkPath(fields, id, thread);
  return {
    id,
    thread,
    from: decodeSender(fields),
    to: fields.texts("to"),
    type: fields.oneOf("type", MESSAGE_TYPES),
    priority: fields.value("priority") === undefined ? "normal" : fields.oneOf("priority", MESSAGE_PRIORITIES),
    expects: fields.value("expects") === undefined ? "none" : fields.oneOf("expects", EXPECTATIONS),
    deadline: fields.optionalStamp("deadline"),
    in_reply_to: fields.optionalText("in_reply_to"),
    subject: fields.optionalText("subject"),
    data: decodeData(fields),
    attachments: decodeAttachments(fields),
    created: fields.stamp("created"),
    op: fields.text("op"),
    body: fields.body,
    extras: fields.extras(KNOWN),
  };
}

function checkPath(fields: Fields, id: string, thread: string | null): void {
  const place = classifyPath(fields.path);
  if (place.kind === "message" && place.id === id && place.issue === thread) return;
  const key = place.kind === "message" && place.id === id ? "thread" : "id";
  throw invalid("ID_MISMATCH", { path: fields.path, line: fields.lineOf(key), key }, `\`${key}\` does not belong to this path`);
}

/** Who wrote it. */
export function decodeSender(fields: Fields): Sender {
  const inner = fields.within("from", fields.map("from") ?? {});
  return {
    human: inner.text("human"),
    agent: inner.text("agent"),
    project: inner.text("project"),
    session: inner.optionalText("session"),
  };
}

/** Free keys with text; a number or truth value that a person wrote is the text that it looks like. */
export function decodeData(fields: Fields): Readonly<Record<string, string>> {
  const entries = Object.entries(fields.map("data") ?? {}).map(([key, value]) => {
    if (value === null || typeof value === "object") throw fields.failure("data", `must hold a text for ${JSON.stringify(key)}`);
    return [key, String(value)] as const;
  });
  return Object.fromEntries(entries);
}

/** What a message says of its files. */
export function decodeAttachments(fields: Fields): readonly Attachment[] {
  return fields.list("attachments").map((item) => {
    const inner = fields.within("attachments", item);
    return { name: inner.text("name"), size: inner.count("size", 0) };
  });
}

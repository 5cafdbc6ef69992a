import { createHash } from "node:crypto";
import { ID_ALPHABET } from "../../domain/id.ts";
import type { Message } from "../../domain/message.ts";
import { oneLine } from "../../domain/strip.ts";
import { toCompactStamp, toMilliseconds, toUtc } from "../../domain/time.ts";
import type { Mapped, Note } from "./map-issue.ts";
import { objectsOf, textOf } from "./row.ts";
import { tidyText } from "./tidy.ts";

/** The messages that an issue's comments become. Ids come from the issue and the comment alone, so that a second import finds them there. */
export function messagesOf({ row, issue }: Mapped, project: string): { messages: Message[]; notes: Note[] } {
  const notes: Note[] = [];
  const messages = new Map<string, Message>();
  objectsOf(row.record, "comments").forEach((comment, i) => {
    const body = tidyText(textOf(comment, "text", "body", "content", "comment") ?? "");
    const take = (note: string) => notes.push({ line: row.line, id: row.id, note: `Comment ${i + 1} ${note}` });
    if (body === "") {
      take("is empty: left out.");
      return;
    }
    const created = toUtc(textOf(comment, "created_at", "created") ?? "");
    if (created === undefined) take("has no time that can be read: dated as its issue.");
    const message = messageOf(comment, { thread: issue.id, created: created ?? issue.created, body, project, place: i });
    messages.set(message.id, message);
  });
  return { messages: [...messages.values()], notes };
}

interface Frame {
  readonly thread: string;
  readonly created: string;
  readonly body: string;
  readonly project: string;
  readonly place: number;
}

function messageOf(comment: Readonly<Record<string, unknown>>, { thread, created, body, project, place }: Frame): Message {
  const author = oneLine(textOf(comment, "author", "created_by", "by") ?? "") || "unknown";
  const own = comment["id"];
  const id = momentFrom(created, [
    thread,
    typeof own === "string" || typeof own === "number" ? String(own) : `${created} ${place}`,
  ]);
  return {
    id,
    thread,
    from: { human: author, agent: author, project, session: null },
    to: [],
    type: "note",
    priority: "normal",
    expects: "none",
    deadline: null,
    in_reply_to: null,
    subject: null,
    data: {},
    attachments: [],
    created,
    op: id,
    body,
    extras: [],
  };
}

/** A message id of the usual form whose random part comes from what it is made of. */
function momentFrom(created: string, parts: readonly string[]): string {
  const hash = createHash("sha256").update(parts.join("\n")).digest().subarray(0, 6);
  const letters = [...hash].map((byte) => ID_ALPHABET[byte & 31]).join("");
  return `${toCompactStamp(toMilliseconds(created))}-${letters}`;
}

import { asksOne, isAnswerTo } from "../../domain/inbox.ts";
import type { Message, Sender } from "../../domain/message.ts";
import { isTakingBack, takesBack } from "../../domain/taking-back.ts";
import { toMilliseconds } from "../../domain/time.ts";
import type { Connection } from "./connection.ts";
import { unseal } from "./seal.ts";

/** Keeps to whom a message goes, the newest of each name at hand, and whether it waits for an answer. */
export function putAddressees(connection: Connection, n: number, message: Message): void {
  const { id, thread, from } = message;
  const sql = "INSERT OR IGNORE INTO addressee (name, weight, id, n, thread, sender) VALUES (?, ?, ?, ?, ?, ?)";
  for (const name of message.to) connection.run(sql, name, weightOf(message), id, n, thread ?? "", speakerOf(from));
  if (message.expects !== "none") settleAsked(connection, message.id);
  settleAnswered(connection, message);
}

/** Asks anew what waits for an answer, around a message that came or went: what it answers, and where it takes an answer back what that answered. */
export function settleAnswered(connection: Connection, message: Message): void {
  const { in_reply_to, thread } = message;
  if (in_reply_to === null) return;
  settleAsked(connection, in_reply_to);
  if (!isTakingBack(message)) return;
  const sql = "SELECT json FROM message WHERE id = ? AND thread = ?";
  for (const { json } of connection.all<{ json: string }>(sql, in_reply_to, thread ?? "")) {
    const answered = unseal<Message>(json).in_reply_to;
    if (answered !== null) settleAsked(connection, answered);
  }
}

/** Forgets it. `answered`: what it answered waits again, unless somebody else answered too. */
export function dropAddressees(connection: Connection, n: number, message: Message): void {
  const sql = "DELETE FROM addressee WHERE name = ? AND weight = ? AND id = ? AND n = ?";
  for (const name of message.to) connection.run(sql, name, weightOf(message), message.id, n);
  dropAsked(connection, n, message);
}

/**
 * Asks anew whether messages of an id wait for an answer. What was asked of one waits until somebody answered; what was asked of several stays,
 * since each of them answers for themselves, and who asks looks at the answers.
 */
function settleAsked(connection: Connection, id: string): void {
  for (const { n, json } of connection.all<Kept>("SELECT n, json FROM message WHERE id = ?", id)) {
    const message = unseal<Message>(json);
    if (message.expects === "none") continue;
    dropAsked(connection, n, message);
    const replies = answersTo(connection, message);
    if (replies.some((reply) => takesBack(reply, message))) continue;
    if (asksOne(message) && replies.some((reply) => isAnswerTo(message, reply))) continue;
    const deadline = message.deadline === null ? null : toMilliseconds(message.deadline);
    const sql = "INSERT OR IGNORE INTO asked (name, id, n, thread, sender, weight, deadline) VALUES (?, ?, ?, ?, ?, ?, ?)";
    const { thread, from } = message;
    for (const name of message.to) connection.run(sql, name, id, n, thread ?? "", speakerOf(from), weightOf(message), deadline);
  }
}

/** Each reply with what its own author said to it later, which is mostly nothing: one look, by an index that holds who answers what. */
const REPLIES = `SELECT r.n, r.json, t.json AS later FROM message r
  LEFT JOIN message t ON t.in_reply_to = r.id AND t.sender = r.sender AND t.thread = r.thread
  WHERE r.in_reply_to = ? AND r.thread = ? ORDER BY r.id`;

/** What was said in reply to a message on its thread and was not taken back, oldest first. */
export function answersTo(connection: Connection, { id, thread }: Pick<Message, "id" | "thread">): Message[] {
  const rows = connection.all<Kept & { later: string | null }>(REPLIES, id, thread ?? "");
  if (rows.length === 0) return [];
  const found = new Map<number, Message>();
  const gone = new Set<number>();
  for (const { n, json, later } of rows) {
    const reply = found.get(n) ?? unseal<Message>(json);
    found.set(n, reply);
    if (later !== null && !isTakingBack(reply) && takesBack(unseal<Message>(later), reply)) gone.add(n);
  }
  return [...found].filter(([n]) => !gone.has(n)).map(([, reply]) => reply);
}

interface Kept {
  readonly n: number;
  readonly json: string;
}

function dropAsked(connection: Connection, n: number, { id, to }: Message): void {
  for (const name of to) connection.run("DELETE FROM asked WHERE name = ? AND id = ? AND n = ?", name, id, n);
}

/** Who speaks, as the index tells them apart: by name, then by project. Names hold no blank. */
export function speakerOf({ agent, project }: Pick<Sender, "agent" | "project">): string {
  return `${agent} ${project}`;
}

/** 1: an emergency; 0: anything else that is news; -1: an ack without a word, which is told by the thread and not by an inbox. */
export function weightOf({ priority, type, body }: Pick<Message, "priority" | "type" | "body">): number {
  if (type === "ack" && body === "") return -1;
  return priority === "emergency" ? 1 : 0;
}

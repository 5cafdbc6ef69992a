import { oneLine } from "../domain/strip.ts";
import type { ReplyResult } from "../services/reply.ts";
import { reachWords } from "./landing.ts";
import { messageJson } from "./message.ts";

export function replyJson({ message, landing, ...said }: ReplyResult): object {
  const { op, ...where } = landing;
  return { ...messageJson(message), ...said, ...where, op: op ?? message.op };
}

export function renderReply({ message, address, landing }: ReplyResult): string[] {
  const to = message.to.length === 0 ? "" : ` to ${message.to.map(oneLine).join(", ")}`;
  const verb = landing.why === "dry run" ? "Would say" : message.type === "ack" ? "Acknowledged" : "Said";
  const where = landing.why === "dry run" ? "" : ` (${reachWords(landing)})`;
  return [`${verb} on ${address}${to}${where}.`];
}

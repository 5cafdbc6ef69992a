import { oneLine } from "../domain/strip.ts";
import { isTakingBack } from "../domain/taking-back.ts";
import { lastVerdict } from "../domain/verdict.ts";
import type { ReplyResult } from "../services/reply.ts";
import { landingJson, reachWords } from "./landing.ts";
import { messageJson } from "./message.ts";
import { wayLines } from "./send.ts";

/** The message with where it was said, and how it gets there: `state` is `delivered` for what stands on its thread. */
export function replyJson({ message, landing, sent, thread, address, project, foreign, moved }: ReplyResult): object {
  const { op, ...where } = landingJson(landing);
  const { state = "delivered", entry = null, carrier = null, why: reason = null, hint = null } = sent ?? {};
  return {
    ...messageJson(message),
    ...{ thread, address, project, foreign, moved },
    ...{ state, delivered: state === "delivered", entry, carrier, reason, hint },
    ...where,
    op: op ?? message.op,
  };
}

export function renderReply({ message, landing, sent, ...said }: ReplyResult): string[] {
  const address = oneLine(said.address);
  const to = message.to.length === 0 ? "" : ` to ${message.to.map(oneLine).join(", ")}`;
  const isDry = landing.why === "dry run";
  const isAck = message.type === "ack";
  if (isAck && !landing.changed && !isDry && sent === null) return [`You have acknowledged it already, on ${address}.`];
  const verb = isDry ? "Would say" : isAck ? "Acknowledged" : "Said";
  if (isTakingBack(message) || sent?.state === "dropped") return takenBackLines({ message, landing, sent, ...said });
  if (isDry) return [`${verb} on ${address}${to}.`];
  const opened = lastVerdict([message])?.verdict === "not-fixed" ? [`${address} is open again.`] : [];
  if (sent === null) return [`${verb} on ${address}${to} (${reachWords(landing)}).`, ...opened];
  if (sent.state === "delivered") return [`${verb} on ${address}${to} (delivered).`, ...opened];
  return [`${verb} on ${address}${to}.`, ...wayLines(sent)];
}

function takenBackLines({ message, landing, sent, ...said }: ReplyResult): string[] {
  const address = oneLine(said.address);
  const isDry = landing.why === "dry run";
  const way = isDry ? "Would take" : "Took";
  if (!landing.changed && !isDry && (sent === null || sent.state === "dropped"))
    return [`It was taken back already, on ${address}.`];
  if (sent?.state === "dropped") {
    const words = `${way} back what was on its way to ${address}`;
    const took = sent.hint === null ? `${words}: nobody there has read it.` : `${words}. ${sent.hint}`;
    return [took, ...(sent.why === null ? [] : [sent.why])];
  }
  const words = `back ${oneLine(message.in_reply_to ?? "")} on ${address}`;
  if (isDry) return [`${way} ${words}.`];
  if (sent !== null) return [`${way} ${words}.`, ...wayLines(sent)];
  return [`${way} ${words} (${reachWords(landing)}). The thread shows it so.`];
}

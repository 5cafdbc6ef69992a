import { oneLine } from "../domain/strip.ts";
import type { HandoffResult } from "../services/handoff.ts";
import { countOf } from "./count.ts";
import { landingJson } from "./landing.ts";
import { wayLines } from "./send.ts";

export function handoffJson({ landing, why, ...result }: HandoffResult) {
  return { ...result, delivered: result.state === "delivered", reason: why, ...landingJson(landing) };
}

/** Where it went, how far it got, and who waits for it there. */
export function renderHandoff(result: HandoffResult): string[] {
  const { id, address, title, messages, waiting, to, landing } = result;
  const dry = landing.why === "dry run";
  const along = messages === 0 ? "" : ` with ${countOf(messages, "message")}`;
  const whom = to.length === 0 ? "" : `, to ${to.map(oneLine).join(", ")}`;
  const where = dry ? `to ${oneLine(result.project)}` : `as ${oneLine(address)}`;
  return [
    `${dry ? "Would hand over" : "Handed over"} ${oneLine(id)} ${where}${along}${whom}: ${oneLine(title)}`,
    ...(dry ? [] : wayLines(result)),
    ...(dry || result.state === "refused"
      ? []
      : [`${oneLine(id)} is closed here and points on; bd reply ${oneLine(id)} still reaches it.`]),
    ...(waiting.length === 0
      ? []
      : [`${waiting.map(oneLine).join(", ")} ${waiting.length === 1 ? "waits" : "wait"} for it there.`]),
  ];
}

import { oneLine } from "../domain/strip.ts";
import type { SendResult } from "../services/send.ts";
import { reachWords } from "./landing.ts";

export function sendJson({ landing, lookalikes, ...sent }: SendResult): object {
  const alike = lookalikes.map(({ issue, computed }) => ({ id: issue.id, title: issue.title, status: computed }));
  return { ...sent, ...landing, lookalikes: alike };
}

/** The address first: it is what a later reply needs. */
export function renderSend(sent: SendResult): string[] {
  const { landing } = sent;
  const verb = landing.why === "dry run" ? "Would send" : "Sent";
  const files = sent.attachments.length === 0 ? "" : ` with ${sent.attachments.map(oneLine).join(", ")}`;
  return [
    `${verb} ${sent.address}: ${oneLine(sent.title)}${files}`,
    ...(landing.why === "dry run" ? [] : [`Delivered through the clone in ${sent.carrier.directory} (${reachWords(landing)}).`]),
    ...(sent.linked === null ? [] : [`${sent.linked} names it as related.`]),
    ...sent.lookalikes.map(
      ({ issue, computed }) => `Looks like ${sent.project}:${issue.id} (${computed}): ${oneLine(issue.title)}`,
    ),
  ];
}

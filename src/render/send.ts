import { oneLine } from "../domain/strip.ts";
import type { SendResult } from "../services/send.ts";
import { reachWords } from "./landing.ts";

export function sendJson(sent: SendResult): object {
  const { landing, lookalikes, ...rest } = sent;
  const alike = lookalikes.map(({ issue, computed }) => ({ id: issue.id, title: issue.title, status: computed }));
  return { ...rest, delivered: isDelivered(sent), ...landing, lookalikes: alike };
}

/** The address first: it is what a later reply needs. */
export function renderSend(sent: SendResult): string[] {
  const { landing } = sent;
  const isDry = landing.why === "dry run";
  const files = sent.attachments.length === 0 ? "" : ` with ${sent.attachments.map(oneLine).join(", ")}`;
  return [
    `${isDry ? "Would send" : "Sent"} ${sent.address}: ${oneLine(sent.title)}${files}`,
    ...(isDry ? [] : [whereLine(sent)]),
    ...(sent.linked === null ? [] : [`${sent.linked} names it as related.`]),
    ...sent.lookalikes.map(
      ({ issue, computed }) => `Looks like ${sent.project}:${issue.id} (${computed}): ${oneLine(issue.title)}`,
    ),
  ];
}

/** Delivered is what stands on the target's remote, or in its ledger where it has none. */
function isDelivered({ landing }: SendResult): boolean {
  return landing.reach === "pushed" || (landing.reach === "local" && landing.why === null);
}

function whereLine(sent: SendResult): string {
  const where = `${sent.carrier.directory} (${oneLine(reachWords(sent.landing))})`;
  return isDelivered(sent)
    ? `Delivered through the clone in ${where}.`
    : `Written into the clone in ${where}. It is delivered once a sync or the next write there has pushed it.`;
}

import { oneLine } from "../domain/strip.ts";
import type { Dispatched } from "../services/dispatch.ts";
import type { SendResult } from "../services/send.ts";
import { landingJson, reachWords } from "./landing.ts";

export function sendJson(sent: SendResult): object {
  const { landing, lookalikes, why, bead: _, ...rest } = sent;
  const alike = lookalikes.map(({ issue, computed }) => ({ id: issue.id, title: issue.title, status: computed }));
  return { ...rest, delivered: sent.state === "delivered", reason: why, ...landingJson(landing), lookalikes: alike };
}

/** The address first: it is what a later reply needs. */
export function renderSend(sent: SendResult, { verbose }: { readonly verbose: boolean }): string[] {
  const isDry = sent.landing.why === "dry run";
  const files = sent.attachments.length === 0 ? "" : ` with ${sent.attachments.map(oneLine).join(", ")}`;
  return [
    `${headOf(sent)} ${oneLine(sent.address)}: ${oneLine(sent.title)}${files}`,
    ...(isDry ? [] : wayLines(sent)),
    ...(verbose && !isDry ? verboseLines(sent) : []),
    ...(sent.linked === null ? [] : [`${oneLine(sent.linked)} names it as related.`]),
    ...(sent.blocked === null ? [] : [`${oneLine(sent.blocked)} waits for it.`]),
    ...onlineLines(sent),
    ...sent.lookalikes.map(
      ({ issue, computed }) => `Looks like ${oneLine(`${sent.project}:${issue.id}`)} (${computed}): ${oneLine(issue.title)}`,
    ),
  ];
}

function headOf({ landing, state }: SendResult): string {
  if (landing.why === "dry run") return "Would send";
  return state === "refused" ? "Not taken:" : "Sent";
}

/** So many names are enough to see that somebody is there. */
const NAMED = 5;

function onlineLines({ online, project }: SendResult): string[] {
  if (online === null) return [];
  if (online.length === 0)
    return [`Nobody is online in ${oneLine(project)} now: bd agent list --project ${oneLine(project)} says who was.`];
  const more = online.length > NAMED ? ` and ${online.length - NAMED} more` : "";
  return [`Online in ${oneLine(project)}: ${online.slice(0, NAMED).map(oneLine).join(", ")}${more}.`];
}

/** The skeleton of a body, for whoever fills it in. */
export function templateJson(template: string): object {
  return { template };
}

/** Where it is, and where it is not yet, in plain words. */
export function wayLines({ state, carrier, why, hint, final, branch }: Dispatched): string[] {
  const reason = why === null ? "" : ` ${sentence(why)}`;
  const advice = hint === null ? [] : [oneLine(hint)];
  if (state === "delivered") return [`Delivered through ${carrierWords(carrier)}.`];
  if (state === "proposed")
    return [`It lies there as the branch ${oneLine(branch ?? "")}, for a pull request.${reason}`, ...advice];
  if (state === "refused") return [`Refused.${reason}`, ...advice];
  const wait = final
    ? "It waits in the outbox, and cannot be delivered as things are."
    : "It waits in the outbox, and is tried again: bd outbox list shows it.";
  const held = carrier?.kind === "clone" ? ` It is written into ${carrierWords(carrier)}.` : "";
  return [`${wait}${held}${reason}`, ...advice];
}

function carrierWords(carrier: Dispatched["carrier"]): string {
  if (carrier === null) return "nothing yet";
  const place = oneLine(carrier.place);
  return carrier.kind === "clone" ? `the clone in ${place}` : carrier.kind === "mirror" ? `${place}` : `a branch in ${place}`;
}

function verboseLines({ carrier, entry, landing }: SendResult): string[] {
  const why = carrier === null ? [] : [`Carrier: ${carrier.kind}, since ${oneLine(carrier.why)}.`];
  return [...why, `Outbox entry ${oneLine(entry)} (${reachWords(landing)}).`];
}

function sentence(text: string): string {
  return oneLine(text).replace(/\.*$/, ".");
}

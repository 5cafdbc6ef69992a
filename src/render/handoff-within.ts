import { oneLine } from "../domain/strip.ts";
import type { WithinResult } from "../services/handoff-within.ts";
import { landingJson, reachSuffix } from "./landing.ts";
import { indented, messageJson } from "./message.ts";
import { bold, type Style } from "./style.ts";

export function handoffWithinJson({ id, title, to, epoch, message, landing }: WithinResult) {
  return { id, title, to: to === null ? [] : [to], epoch, message: messageJson(message), ...landingJson(landing) };
}

/** To whom it went, and what they were told. */
export function renderHandoffWithin({ id, title, to, message, landing }: WithinResult, style: Style): string[] {
  const whom = to === null ? "to whoever takes it" : `to ${oneLine(to)}`;
  const word = landing.why === "dry run" ? "Would hand" : landing.changed ? "Handed" : "Already handed";
  return [
    `${word} ${bold(style, oneLine(id))} ${whom}: ${oneLine(title)}${landing.why === "dry run" ? "" : reachSuffix(landing)}`,
    "",
    ...indented(message.body),
  ];
}

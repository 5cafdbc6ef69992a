import { oneLine } from "../domain/strip.ts";
import type { AnnounceResult } from "../services/announce.ts";
import { landingJson, reachSuffix } from "./landing.ts";
import { messageJson } from "./message.ts";

export function announceJson({ message, landing }: AnnounceResult): object {
  return { ...messageJson(message), ...landingJson(landing) };
}

/** With the message's id, which is what a later answer needs. */
export function renderAnnounce({ message, landing }: AnnounceResult): string[] {
  const isDry = landing.why === "dry run";
  const words = message.subject ?? message.body.split("\n")[0] ?? "";
  const to = message.to.map(oneLine).join(", ");
  const line = `${isDry ? "Would say" : "Said"} to ${to}: ${oneLine(words)}${isDry ? "" : reachSuffix(landing)}`;
  return isDry ? [line] : [line, `It stands on the bulletin as ${oneLine(message.id)}.`];
}

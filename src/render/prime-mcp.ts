import type { Prime } from "../services/prime.ts";
import { countOf } from "./count.ts";
import { NARROW, plain } from "./prime/words.ts";

/** Characters: 60 tokens. */
const MOST = 240;

/** What is left to say where bd's tools are attached: who, what to stop, and how much waits. */
export function renderPrimeMcp({ name, project, sections }: Prime): string[] {
  const { claims, mail, escalations } = sections;
  const rows = claims?.rows ?? [];
  const stops = rows.filter(({ work }) => work.stop !== null).map(({ work }) => plain(work.id, 24));
  const held = rows.filter(({ work }) => work.state === "active").map(({ work }) => plain(work.id, 24));
  const pressing = mail?.rows.filter(({ tier }) => tier !== "info").length ?? 0;
  const parts = [
    `bd: ${plain(name, NARROW)} in ${plain(project.name, 24)}.`,
    stops.length === 0 ? "" : `STOP ${listed(stops)} (prime says why).`,
    escalations?.rows.some(({ pausing }) => pausing) ? "Paused." : "",
    held.length === 0 ? "" : `Yours: ${listed(held)}.`,
    pressing === 0 ? "" : `${countOf(pressing, "message")} for you.`,
    "Ask bd's tools for the rest.",
  ];
  const text = parts.filter((part) => part !== "").join(" ");
  return [text.length <= MOST ? text : `${text.slice(0, MOST - 1).toWellFormed()}…`];
}

function listed(ids: readonly string[]): string {
  return ids.length <= 2 ? ids.join(", ") : `${ids.slice(0, 2).join(", ")} and ${ids.length - 2} more`;
}

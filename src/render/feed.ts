import { oneLine } from "../domain/strip.ts";
import type { News } from "../services/news.ts";
import { minuteOf } from "./age.ts";
import { countOf } from "./count.ts";

/** So many names are said; the others are counted. */
const NAMED = 3;

/** What happened since the last session, in one line. */
export function newsLine({ since, created, closed, messages, decisions, others }: News): string {
  if (since === null) return "First session of this name in this clone: bd feed tells what happened before.";
  const counts = [
    created > 0 ? `${created} created` : "",
    closed > 0 ? `${closed} closed` : "",
    messages > 0 ? countOf(messages, "message") : "",
    decisions > 0 ? countOf(decisions, "decision") : "",
  ].filter((words) => words !== "");
  const when = `Since ${minuteOf(since)} UTC`;
  if (counts.length === 0 && others.length === 0) return `${when}: nothing new from others.`;
  const what = counts.length === 0 ? "work taken up" : counts.join(", ");
  return `${when}: ${what} by ${namesOf(others)} (bd feed).`;
}

function namesOf(others: readonly string[]): string {
  const named = others.slice(0, NAMED).map(oneLine);
  const rest = others.length - named.length;
  return rest === 0 ? named.join(", ") : `${named.join(", ")} and ${rest} more`;
}

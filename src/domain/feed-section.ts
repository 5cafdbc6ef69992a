import type { EventKind } from "./event.ts";
import type { FeedSection, Heard } from "./feed.ts";

/** What wants somebody until something else happens to it. */
const OPENS: ReadonlySet<EventKind> = new Set(["escalated", "risen", "paused", "asked"]);
const SETTLES: ReadonlySet<EventKind> = new Set(["resolved", "resumed", "answered", "accepted", "rejected"]);
const TURNS: ReadonlySet<EventKind> = new Set(["decided", "proposed", "accepted", "rejected", "answered", "resolved", "resumed"]);
const WORK: ReadonlySet<EventKind> = new Set(["claimed", "released", "handoff", "reset", "checkpoint", "commit", "reopened"]);

/**
 * Where in a feed something belongs, by what it came to: what is open and wants a person is first, then what concerns the reader, what was decided,
 * what is done, what is being worked on, what was only said, what is new, and the rest. What the reader alone did is no news to them, and last.
 */
export function sectionOf(events: readonly Heard[]): FeedSection {
  const has = (kinds: ReadonlySet<EventKind>) => events.some(({ kind }) => kinds.has(kind));
  if (wantsSomebody(events)) return "attention";
  if (events.every(({ mine }) => mine)) return "yours";
  if (events.some(({ concerns_me }) => concerns_me)) return "for_you";
  if (events.some(({ kind, record_kind }) => TURNS.has(kind) && record_kind !== null)) return "decided";
  if (isDone(events)) return "done";
  if (has(WORK)) return "moving";
  if (has(new Set(["message", "delivered", "offered"]))) return "said";
  return has(new Set(["created", "accepted"])) ? "new" : "other";
}

/** True where something is open at the end of the range that somebody has to look at or to answer, or where what was sent did not get there. */
function wantsSomebody(events: readonly Heard[]): boolean {
  const open = new Set<string>();
  for (const { entry, kind, record } of events) {
    if (OPENS.has(kind)) open.add(record ?? "");
    else if (SETTLES.has(kind)) open.delete(record ?? "");
    else if (kind === "refused") open.add(entry ?? "");
    else if (kind === "delivered" || kind === "dropped") open.delete(entry ?? "");
  }
  return open.size > 0;
}

/** True where the issue was closed and not opened again. */
function isDone(events: readonly Heard[]): boolean {
  const last = events.findLast(({ kind, record }) => record === null && ["closed", "rejected", "reopened"].includes(kind));
  return last !== undefined && last.kind !== "reopened";
}

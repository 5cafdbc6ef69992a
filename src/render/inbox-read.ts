import type { InboxReadResult } from "../services/inbox-read.ts";
import { inboxJson } from "./inbox.ts";

/** What was marked, as it stood in the inbox until then. */
export function inboxReadJson({ read }: InboxReadResult): object {
  return { marked: read.length, entries: inboxJson({ entries: read.map((entry) => ({ ...entry, unread: false })) }) };
}

export function renderInboxRead({ read }: InboxReadResult): string[] {
  if (read.length === 0) return ["Nothing of it was unread."];
  const waiting = read.filter((entry) => entry.waiting).length;
  const still =
    waiting === 0
      ? ""
      : ` ${waiting} of ${read.length === 1 ? "it" : "them"} still wait${waiting === 1 ? "s" : ""} for your answer.`;
  return [`Marked ${read.length} as read.${still}`];
}

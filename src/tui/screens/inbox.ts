import { ageOf, minuteOf } from "../../render/age.ts";
import { inbox } from "../../services/inbox.ts";
import type { InboxEntry } from "../../services/inbox-entry.ts";
import { plain } from "../plain.ts";
import { defineScreen } from "../screen.ts";
import { drawEntries, type Entries, type Entry } from "./listing.ts";
import type { Preview } from "./preview.ts";

/** So many entries are read; the rest is for `bd inbox`. */
const MOST = 200;

/** What stands behind a bar, said where there is room for it. */
export const FOREIGN = "of another project: data, not instructions";

/** The keys for what was closed elsewhere and waits for a word on whether it is so. */
export const TO_VERIFY = ["V verified", "N not fixed"];

export const inboxScreen = defineScreen<Entries>({
  number: 6,
  title: "Inbox",
  about: "What others said to you; * is not read yet, and behind | stand words of another project. enter opens the thread.",
  empty: "Nothing new, and nobody waits for your answer. r on an issue says something to whoever works on it.",
  load: async (workspace) => {
    const now = workspace.ledger.now();
    const { entries } = await inbox(workspace, { limit: MOST });
    return { columns: [entries.map((entry) => entryOf(entry, now))] };
  },
  draw: drawEntries,
});

function entryOf(entry: InboxEntry, now: number): Entry {
  const { id, kind, issue, address, from, foreign, subject, body, title, when, unread } = entry;
  const words = kind === "message" ? (subject ?? firstLine(body) ?? title) : title;
  // Words of another project stand behind a bar, as everywhere.
  return {
    ...{ key: `${kind} ${id}`, issue: issue === "" ? null : address, mark: markOf(entry) },
    tone: entry.tier === "urgent" ? "bad" : entry.waiting ? "warn" : "quiet",
    text: `${unread ? "* " : "  "}${plain(`${from}: ${foreign ? "| " : ""}${words}`)}`,
    tail: foreign ? FOREIGN : kind === "message" && words !== title ? plain(title) : "",
    note: [`${plain(issue)} ${ageOf(when, now)}`.trim(), ageOf(when, now)],
    words: `${from} ${words} ${title} ${issue}`,
    preview: previewOfEntry(entry),
    ...(unread ? { reads: issue === "" ? id : address } : {}),
    ...(entry.verify ? { verify: true } : {}),
    keys: entry.verify
      ? [...TO_VERIFY, "m read", "r reply"]
      : entry.waiting
        ? entry.expects === "ack"
          ? ["y ack", "r reply"]
          : ["r reply"]
        : ["m read", "r reply"],
  };
}

/** All that was said, beside the list. */
export function previewOfEntry({ from, title, subject, body, issue, address, when, foreign }: InboxEntry): Preview {
  const facts = [
    `${plain(from)}, ${minuteOf(when)} UTC`,
    plain(issue === "" ? "on the bulletin" : address),
    plain(subject ?? ""),
  ];
  return { title: title === "" ? (subject ?? "") : title, facts: facts.filter((words) => words !== ""), body, foreign };
}

function markOf({ kind, overdue, waiting, expects, verify }: InboxEntry): string {
  if (overdue) return "overdue";
  if (kind === "closed") return verify ? "verify it" : "closed";
  if (kind === "issue") return waiting ? (expects === "none" ? "proposed" : "asks you") : "new issue";
  return waiting ? (expects === "ack" ? "wants ack" : "asks you") : "says";
}

function firstLine(text: string): string | undefined {
  return text.split("\n").find((line) => line.trim() !== "");
}

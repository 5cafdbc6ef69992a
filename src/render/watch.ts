import { toStamp } from "../domain/time.ts";
import type { WatchEnd } from "../services/watch.ts";

/** The first and the last line of a stream: no events, but they say where it stands. Keys as those of an event. */
export function boundaryJson(kind: "begin" | "end", cursor: string, now: number) {
  return {
    cursor,
    at: toStamp(now),
    kind: kind as string,
    bead: null,
    address: null,
    elsewhere: null,
    record: null,
    record_kind: null,
    project: null,
    by: null,
    written_by: null,
    from_project: null,
    foreign: false,
    title: null,
    subject: "",
    text: "",
    type: null,
    status: null,
    outcome: null,
    message: null,
    in_reply_to: null,
    to: [],
    expects: "none",
    entry: null,
    commit: null,
  };
}

/** How to go on later. */
export function watchHint({ cursor, told }: WatchEnd): string {
  return `${told === 0 ? "Nothing happened. " : ""}bd watch --since ${cursor} goes on from here.`;
}

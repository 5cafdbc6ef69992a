import { oneLine } from "../domain/strip.ts";
import type { Thread } from "../services/thread.ts";
import { messageJson, renderMessage } from "./message.ts";
import { renderRow } from "./row.ts";
import { dim, type Style } from "./style.ts";

export function threadJson({ entries }: Pick<Thread, "entries">): object[] {
  return entries.map(({ message, foreign, taken_back = false, written_by = null }) => {
    return { ...messageJson(message), foreign, taken_back, written_by };
  });
}

/** The issue's row and its messages, a blank line between them. */
export function renderThread(
  { row, entries, now, before = 0 }: Pick<Thread, "row" | "entries" | "now"> & Partial<Pick<Thread, "before">>,
  style: Style,
): string[] {
  const earlier = before === 0 ? [] : ["", dim(style, `${before} earlier: leave -n away`)];
  return [
    row === null ? "On the bulletin" : renderRow(row, style),
    ...pointerOf(row),
    ...earlier,
    ...entriesOf({ entries, now }, style),
  ];
}

/** An issue that moved is talked about where it went. */
function pointerOf(row: Thread["row"]): string[] {
  if (row?.issue.closed?.outcome !== "handed-off" || row.issue.superseded_by === null) return [];
  const place = oneLine(row.issue.superseded_by);
  return [`It was handed off: the talk goes on at ${place} (bd thread ${place}).`];
}

/** Messages alone, each behind a blank line. */
export function entriesOf({ entries, now }: Pick<Thread, "entries" | "now">, style: Style): string[] {
  return entries.flatMap(({ message, ...seen }) => ["", ...renderMessage(message, { now, ...seen }, style)]);
}

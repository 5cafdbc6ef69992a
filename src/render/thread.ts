import type { Thread } from "../services/thread.ts";
import { messageJson, renderMessage } from "./message.ts";
import { renderRow } from "./row.ts";
import { dim, type Style } from "./style.ts";

export function threadJson({ entries }: Pick<Thread, "entries">): object[] {
  return entries.map(({ message, foreign, written_by = null }) => ({ ...messageJson(message), foreign, written_by }));
}

/** The row and its messages, a blank line between them. */
export function renderThread(
  { row, entries, now, before = 0 }: Pick<Thread, "row" | "entries" | "now"> & Partial<Pick<Thread, "before">>,
  style: Style,
): string[] {
  const earlier = before === 0 ? [] : ["", dim(style, `${before} earlier: leave -n away`)];
  return [row === null ? "On the bulletin" : renderRow(row, style), ...earlier, ...entriesOf({ entries, now }, style)];
}

/** Messages alone, each behind a blank line. */
export function entriesOf({ entries, now }: Pick<Thread, "entries" | "now">, style: Style): string[] {
  return entries.flatMap(({ message, ...seen }) => ["", ...renderMessage(message, { now, ...seen }, style)]);
}

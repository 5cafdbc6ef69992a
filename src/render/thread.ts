import type { Thread } from "../services/thread.ts";
import { messageJson, renderMessage } from "./message.ts";
import { renderRow } from "./row.ts";
import type { Style } from "./style.ts";

export function threadJson({ entries }: Pick<Thread, "entries">): object[] {
  return entries.map(({ message, foreign, written_by = null }) => ({ ...messageJson(message), foreign, written_by }));
}

/** The row and its messages, a blank line between them. */
export function renderThread({ row, entries, now }: Thread, style: Style): string[] {
  return [renderRow(row, style), ...entriesOf({ entries, now }, style)];
}

/** Messages alone, each behind a blank line. */
export function entriesOf({ entries, now }: Pick<Thread, "entries" | "now">, style: Style): string[] {
  return entries.flatMap(({ message, ...seen }) => ["", ...renderMessage(message, { now, ...seen }, style)]);
}

import type { CloseResult } from "../services/close.ts";
import { renderClose } from "./close.ts";
import type { Style } from "./style.ts";

export { closeJson as deleteJson } from "./close.ts";

/** What was hidden, and how it comes back. */
export function renderDelete(result: CloseResult, style: Style): string[] {
  const ids = result.closed.map(({ issue }) => issue.id);
  const back = ids.length === 0 ? [] : [`  Hidden, not gone: bd reopen ${ids.join(" ")} brings it back.`];
  return [...renderClose(result, style), ...back];
}

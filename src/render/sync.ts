import { oneLine } from "../domain/strip.ts";
import type { SyncResult } from "../services/sync.ts";

import { countOf } from "./count.ts";
import type { Style } from "./style.ts";

export function syncJson({ report, lost, acknowledged }: SyncResult) {
  const { remote, fetched, pushed, reach, why } = report;
  return { remote, fetched, pushed, reach, why, lost, acknowledged };
}

/** What came, what went, and what could not be kept. */
export function renderSync({ report, lost, acknowledged }: SyncResult, _style: Style): string[] {
  const { remote, fetched, pushed, why } = report;
  const first =
    remote === null
      ? "No remote is configured: everything is here."
      : `${remote}: fetched ${countOf(fetched, "commit")}, pushed ${countOf(pushed, "change")}.`;
  const bad = lost.map(({ kind, subject, message, code }) => `  ${kind}: ${oneLine(subject)} (${code}: ${oneLine(message)})`);
  const heading = lost.length === 0 ? [] : [`${countOf(lost.length, "change")} could not be kept:`];
  const hint = lost.length === 0 ? [] : [acknowledged ? "Taken off the list." : "bd sync --acknowledge takes them off the list."];
  return [first, ...(why === null ? [] : [`Not everything was pushed: ${why}`]), ...heading, ...bad, ...hint];
}

import type { WatchedSite, WatchSite } from "./watch-site.ts";

/** Where a watch of one or several ledgers stands: their cursors, those of other projects with the name of theirs in front. */
export function joinCursors(sites: readonly Pick<WatchedSite, "foreign" | "project" | "log">[]): string {
  return sites.map((site) => `${labelOf(site, sites)}${site.log.cursor}`).join("+");
}

/**
 * What each ledger is read from, where `since` was said: its own part of a cursor, or the same time for all. A ledger that the cursor does not
 * know is read from now on (null).
 */
export function splitCursor(since: string, sites: readonly Pick<WatchSite, "foreign" | "project">[]): readonly (string | null)[] {
  if (!isJoined(since)) return sites.map((site, at) => (at === 0 || !site.foreign ? since : null));
  const parts = since.split("+");
  return sites.map((site) => {
    const label = labelOf(site, sites);
    const part = parts.find((each) => (label === "" ? !each.includes(":") : each.startsWith(label)));
    return part?.slice(label.length) ?? null;
  });
}

/** True for the cursor of more than the caller's own ledger. */
export function isJoined(since: string): boolean {
  return /^(?:[^\s:+]+:)?[0-9a-f]{40}/.test(since) && /[:+]/.test(since);
}

function labelOf({ foreign, project }: Pick<WatchSite, "foreign" | "project">, sites: readonly Pick<WatchSite, "project">[]) {
  if (!foreign) return "";
  const isClear = sites.filter((other) => other.project.name === project.name).length === 1;
  return `${encodeURIComponent(isClear ? project.name : project.identity)}:`;
}

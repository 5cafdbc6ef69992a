import { findCycle } from "../domain/cycle.ts";
import type { Hindrance } from "../domain/readiness.ts";
import type { Row } from "../store/snapshot.ts";
import { edgesAmong } from "./edges.ts";
import { type Link, type LinkSite, linksIn } from "./link.ts";

/** Why an issue is not ready, with what is known of the bead that stands in the way. */
export interface Obstacle extends Hindrance, Omit<Link, "id"> {}

/** An issue with everything that keeps it from being ready; nothing does if the list is empty. */
export interface Explained {
  readonly row: Row;
  readonly obstacles: readonly Obstacle[];
}

/** Tells of each issue what stands in its way. */
export function obstaclesIn(site: LinkSite): (row: Row) => Explained {
  const link = linksIn(site);
  const nothing = { address: null, title: null, status: null, holder: null, seen: null, seen_seconds_ago: null };
  return (row) => ({
    row,
    obstacles: row.hindrances.map((hindrance) => {
      if (hindrance.kind === "gated") return { ...nothing, ...hindrance, title: questionOf(site, hindrance.id) };
      if (hindrance.kind === "cycle") return { ...nothing, ...hindrance, detail: cycleThrough(site, row.issue.id) };
      return hindrance.id === null ? { ...nothing, ...hindrance } : { ...link(hindrance.id), ...hindrance };
    }),
  });
}

/** What is asked by the question that gates an issue. */
function questionOf({ snapshot }: LinkSite, id: string | null): string | null {
  return id === null ? null : (snapshot.record("decision", id)?.head.title ?? null);
}

/** The way back to an issue that waits for itself; null where only one of its ancestors does. */
function cycleThrough({ snapshot }: LinkSite, id: string): string | null {
  const cycle = findCycle(edgesAmong(snapshot), id, {});
  return cycle === undefined ? null : cycle.map(snapshot.shortener()).join(" -> ");
}

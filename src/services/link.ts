import { isElsewhere } from "../domain/address.ts";
import type { BeadElsewhere } from "../domain/elsewhere.ts";
import { CLOCK_TOLERANCE } from "../domain/lease.ts";
import type { Moment } from "../domain/readiness.ts";
import { toMilliseconds, toStamp } from "../domain/time.ts";
import { type ExternalProjects, readProjects } from "../store/external.ts";
import { seenAt } from "../store/external-place.ts";
import type { Snapshot, StatusFilter } from "../store/snapshot.ts";
import { folderOf } from "./external-known.ts";
import type { Workspace } from "./workspace.ts";

/** Another issue as far as it is known here; null where it is not (missing, or another project's of which nothing was read yet). */
export interface Link {
  readonly id: string;
  /** What to call an issue of another project, such as `beads:beads-7k3xq2`; null for one of this project. */
  readonly address: string | null;
  readonly title: string | null;
  readonly status: StatusFilter | null;
  readonly holder: string | null;
  /** Up to when that is known of an issue of another project, RFC 3339 UTC; null for one of this project. */
  readonly seen: string | null;
  readonly seen_seconds_ago: number | null;
}

/** Where links are looked up. */
export interface LinkSite {
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
  readonly moment: Moment;
}

/** Tells what is known of an issue, here or elsewhere. What only issues elsewhere need is read when the first of them is asked for. */
export function linksIn(site: LinkSite): (id: string) => Link {
  let elsewhere: ((id: string) => Link) | undefined;
  return (id) => {
    if (!isElsewhere(id)) return linkHere(site, id);
    elsewhere ??= linksElsewhere(site);
    return elsewhere(id);
  };
}

function linkHere({ snapshot, moment }: LinkSite, id: string): Link {
  const row = snapshot.row(id, moment);
  const known = { title: row?.issue.title ?? null, status: row?.computed ?? null, holder: row?.holder ?? null };
  return { id, address: null, ...known, seen: null, seen_seconds_ago: null };
}

function linksElsewhere({ workspace, snapshot, moment }: LinkSite): (id: string) => Link {
  const shorten = snapshot.shortener();
  const projects = readProjects(folderOf(workspace));
  return (id) => {
    const bead = snapshot.elsewhere(id);
    const seen = bead === undefined ? null : timeOf(id, projects, moment.now);
    return {
      id,
      address: shorten(id),
      title: bead?.title ?? null,
      ...(bead === undefined ? { status: null, holder: null } : stateOf(bead, moment.now)),
      seen: seen === null ? null : toStamp(seen),
      seen_seconds_ago: seen === null ? null : Math.max(0, Math.round((moment.now - seen) / 1000)),
    };
  };
}

function timeOf(id: string, projects: ExternalProjects, now: number): number | null {
  const project = projects[id.slice(0, id.lastIndexOf(":"))];
  return project === undefined ? null : seenAt(project, now);
}

/** A claim that has run out since it was read is nobody's. */
function stateOf({ status, holder, until }: BeadElsewhere, now: number): Pick<Link, "status" | "holder"> {
  const isHeld = holder !== null && until !== null && toMilliseconds(until) + CLOCK_TOLERANCE >= now;
  return isHeld && status === "open" ? { status: "in_progress", holder } : { status, holder: null };
}

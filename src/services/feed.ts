import { nameOf } from "../domain/actor.ts";
import { type FeedGroup, groupEvents, type Heard } from "../domain/feed.ts";
import { isMoment } from "../domain/id.ts";
import { toMilliseconds, toStamp } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import { readFeedMark } from "../store/feed-mark.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { hear } from "./hear.ts";
import { mineOf } from "./mine.ts";
import { resolveSince } from "./resolve-since.ts";
import type { Workspace } from "./workspace.ts";

export interface FeedInput {
  /** `last`, how long ago (`2h`), a time, a message or a cursor, as typed; `last` where nothing is said. */
  readonly since?: string | undefined;
  /** Another project, as typed. */
  readonly project?: string | undefined;
  /** At most so many groups; null: all. */
  readonly limit: number | null;
  /** To be read by others: nothing is grouped by what concerns the caller. */
  readonly for_all?: boolean | undefined;
}

/** From where on a feed tells: the reader's own mark, something they named, or what is usual for who was never here. */
export type FeedStart = "last" | "given" | "usual";

export interface FeedResult {
  readonly start: FeedStart;
  /** RFC 3339 UTC; null where a cursor or a message was given. */
  readonly since: string | null;
  readonly until: string;
  /** The short name and the identity of the project. */
  readonly project: string;
  readonly identity: string;
  /** True for another project's. */
  readonly foreign: boolean;
  readonly groups: readonly FeedGroup[];
  /** How many groups there are that the limit keeps back. */
  readonly more: number;
  /** True where there was more than is looked at: the newest changes only. */
  readonly cut: boolean;
  /** How many events there were, and by whom. */
  readonly events: number;
  readonly by: readonly string[];
  /** The reader's name. */
  readonly me: string;
  /** With what somebody goes on behind this, and where it began. */
  readonly cursor: string;
  readonly begun: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** So many of the newest changes of a ledger are looked at: some seconds of work. */
export const FEED_REACH = 10_000;

/** For who never read the feed: a day. */
const USUAL = 24 * 3_600_000;

/**
 * What happened since a time, grouped: from the ledger's history, and from the commits on this clone's branches that name beads.
 * @throws CURSOR_UNKNOWN, MESSAGE_NOT_FOUND, BAD_TIME, TIME_TO_COME, and what finding another project throws
 */
export async function feed(workspace: Workspace, input: FeedInput): Promise<FeedResult> {
  if (input.project === undefined) return feedOf(workspace, workspace, input);
  const { resolveProject } = await import("./resolve-project.ts");
  const project = await resolveProject(workspace, input.project);
  if (project.own) return feedOf(workspace, workspace, input);
  const { openProject } = await import("./open-project.ts");
  const there = await openProject(workspace, project);
  try {
    return await feedOf(workspace, there, input);
  } finally {
    await there.ledger.close();
  }
}

/** The feed of a ledger for the caller, who may work in another project. */
async function feedOf(reader: Workspace, site: Workspace, input: FeedInput): Promise<FeedResult> {
  const snapshot = await site.ledger.snapshot();
  const own = reader === site ? snapshot : await reader.ledger.snapshot();
  const mine = mineOf(reader, own.project);
  const foreign = reader !== site;
  const now = reader.ledger.now();
  const { log, ...begun } = await openFrom(reader, site, { ...input, now, identity: snapshot.project.identity });
  const first = log.cursor;
  const events: Heard[] = [];
  for await (const { event } of log.read({ code: true, reach: FEED_REACH })) {
    const heard = hear(event, { snapshot, mine, foreign });
    events.push(input.for_all === true ? { ...heard, mine: false, concerns_me: false } : heard);
  }
  const groups = groupEvents(events).map((group) => withTitle(group, snapshot));
  return {
    ...begun,
    until: toStamp(now),
    project: snapshot.project.name,
    identity: snapshot.project.identity,
    foreign,
    groups: input.limit === null ? groups : groups.slice(0, input.limit),
    more: input.limit === null ? 0 : Math.max(0, groups.length - input.limit),
    cut: log.commits >= FEED_REACH,
    events: events.length,
    by: [...new Set(events.map(({ by }) => by))].sort(),
    me: mine.name,
    cursor: log.cursor,
    begun: first,
    now,
  };
}

interface Asked extends FeedInput {
  readonly now: number;
  readonly identity: string;
}

/** The log at where the caller left off, where they said, or a day ago. */
async function openFrom(reader: Workspace, site: Workspace, { identity, now, since = "last" }: Asked) {
  if (since.trim().toLowerCase() !== "last") {
    const start = resolveStart(since, now);
    const time = start.includes("T") && !isMoment(start) ? start : null;
    return { log: await site.ledger.events(start), start: "given" as const, since: time };
  }
  const mark = readFeedMark(reader.repository.location, { name: nameOf(reader.actor), project: identity });
  if (mark === undefined) {
    const stamp = toStamp(now - USUAL);
    return { log: await site.ledger.events(stamp), start: "usual" as const, since: stamp };
  }
  // What the mark names may be gone: a rewritten ledger, branches that were tidied away. Its time is left.
  const log = await site.ledger.events(mark.cursor).catch((error: unknown) => {
    if (error instanceof BeadsError && error.code === "CURSOR_UNKNOWN") return site.ledger.events(mark.at);
    throw error;
  });
  return { log, start: "last" as const, since: mark.at };
}

/** A cursor, a message or a time that is past. @throws CURSOR_UNKNOWN, BAD_TIME, TIME_TO_COME */
export function resolveStart(typed: string, now: number): string {
  const start = resolveSince(typed, now);
  const isTime = !isMoment(start) && start.includes("T");
  if (!isTime || toMilliseconds(start) <= now) return start;
  throw new BeadsError("usage", "TIME_TO_COME", `${JSON.stringify(typed)} is still to come.`, {
    hints: ["Say since when: 2h, yesterday, 2026-11-21, last."],
    fields: { value: typed },
  });
}

/** An event may say only what it is about; the issue says its title. */
function withTitle(group: FeedGroup, snapshot: Pick<Snapshot, "issue">): FeedGroup {
  if (group.title !== null || group.bead === null) return group;
  return { ...group, title: snapshot.issue(group.bead)?.title ?? null };
}

import type { BeadEvent, EventKind } from "../domain/event.ts";
import { isMoment } from "../domain/id.ts";
import { Bell } from "../store/follow/bell.ts";
import type { Following } from "../store/follow/follow-changes.ts";
import { deadline, resolveTimeout } from "./deadline.ts";
import { deliveryBeside } from "./deliver-beside.ts";
import { type Mine, mineOf } from "./mine.ts";
import { resolveSince } from "./resolve-since.ts";
import { isJoined, joinCursors, splitCursor } from "./watch-cursor.ts";
import { concerns, openSites, type WatchedSite, type WatchSite } from "./watch-site.ts";
import type { Workspace } from "./workspace.ts";

export interface WatchInput {
  /** Issues as typed, here or elsewhere, and decisions, escalations and reservations here; none: everything that happens here. */
  readonly ids: readonly string[];
  /** A cursor, a message or a time; from now on where nothing is said. */
  readonly since?: string | undefined;
  /** All kinds where none is named. */
  readonly kinds: readonly EventKind[];
  /** Only what others did that the caller has to do with; what was sent elsewhere is watched there, too. */
  readonly mine: boolean;
  /** Ends when all that is known here was told. */
  readonly once: boolean;
  /** As typed: `10m`; no limit where nothing is said. */
  readonly timeout?: string | undefined;
  /** Ends behind so many events. */
  readonly limit: number | null;
  readonly signal: AbortSignal;
}

/** An event as it is told: in which project, whether its words come from another one, and how to go on behind it. */
export interface WatchEvent extends BeadEvent {
  readonly cursor: string;
  /** The identity of the project in whose ledger it happened. */
  readonly project: string;
  /** What to give to other commands: the id, with its project in front where that is another one; null where it concerns no issue. */
  readonly address: string | null;
  readonly foreign: boolean;
}

/** Who is told. Each call is waited for: events come one at a time. */
export interface Listener {
  begun(cursor: string): Promise<void>;
  take(event: WatchEvent): Promise<void>;
}

export interface WatchEnd {
  readonly cursor: string;
  readonly told: number;
  readonly why: "once" | "timeout" | "limit" | "interrupted";
}

/**
 * Tells what happens, from some point on, until it is ended. Nothing is missed or told twice by whoever goes on with the cursor of the last event.
 * @throws CURSOR_UNKNOWN, BAD_TIME, BAD_TIMEOUT and what `findSite` throws
 */
export async function watch(workspace: Workspace, input: WatchInput, listener: Listener): Promise<WatchEnd> {
  const limit = input.timeout === undefined ? null : resolveTimeout(input.timeout);
  const opened = await openSites(workspace, input);
  const ended = deadline(input.signal, input.once ? 0 : limit);
  const bell = new Bell();
  const followings: Following[] = [];
  try {
    const sites = await logsOf(opened, input.since);
    const mine = mineOf(workspace, (await workspace.ledger.snapshot()).project);
    const round = { sites, mine, input, listener, told: 0 };
    await listener.begun(joinCursors(sites));
    if (!ended.aborted) for (const site of sites) followings.push(await site.workspace.ledger.follow({ bell, signal: ended }));
    const why = await listen(round, { bell, ended, followings, deliver: deliveryBeside(workspace) });
    return { cursor: joinCursors(sites), told: round.told, why };
  } finally {
    await Promise.all(followings.map((following) => following.stop()));
    for (const site of opened) await site.close();
  }
}

interface Round {
  readonly sites: readonly WatchedSite[];
  readonly mine: Mine;
  readonly input: WatchInput;
  readonly listener: Listener;
  told: number;
}

interface Waiting {
  readonly bell: Bell;
  readonly ended: AbortSignal;
  readonly followings: readonly Following[];
  /** Brings what waits in the outbox. */
  deliver(): void;
}

async function listen(round: Round, { bell, deliver, ended, followings }: Waiting): Promise<WatchEnd["why"]> {
  const { once, signal } = round.input;
  for (let code = true; ; ) {
    const stopped = await tell(round, code);
    if (stopped !== undefined) return stopped;
    if (ended.aborted) return signal.aborted ? "interrupted" : once ? "once" : "timeout";
    deliver();
    for (const following of followings) following.rest();
    code = (await bell.heard(ended))?.code ?? true;
  }
}

/** Tells what is new in every ledger; why it ended where it did. */
async function tell(round: Round, code: boolean): Promise<WatchEnd["why"] | undefined> {
  const { input, listener, sites } = round;
  for (const site of sites) {
    for await (const { event } of site.log.read({ code })) {
      if (!(await isWanted(event, site, round))) continue;
      await listener.take(tellingOf(event, site, round));
      round.told += 1;
      // Asked behind each event that was told, and never before: what the cursor has passed must have been told.
      if (round.told === input.limit) return "limit";
      if (input.signal.aborted) return "interrupted";
    }
  }
  return undefined;
}

async function isWanted(event: BeadEvent, { ids, workspace }: WatchSite, { input, mine }: Round): Promise<boolean> {
  if (input.kinds.length > 0 && !input.kinds.includes(event.kind)) return false;
  if (ids !== null && !ids.has(event.bead ?? "") && !ids.has(event.record ?? "")) return false;
  return !input.mine || concerns(event, await workspace.ledger.snapshot(), mine);
}

function tellingOf(event: BeadEvent, { foreign, project }: WatchSite, { mine, sites }: Round): WatchEvent {
  const { bead, from_project } = event;
  return {
    ...event,
    cursor: joinCursors(sites),
    project: project.identity,
    address: bead === null ? null : foreign ? `${project.name}:${bead}` : bead,
    // In another project's ledger its people can write under any name, the reader's too.
    foreign: foreign || (from_project !== null && !mine.identities.has(from_project)),
  };
}

async function logsOf(sites: readonly WatchSite[], since: string | undefined): Promise<readonly WatchedSite[]> {
  const starts = await startsOf(sites, since);
  return await Promise.all(
    sites.map(async (site, at) => ({ ...site, log: await site.workspace.ledger.events(starts[at] ?? null) })),
  );
}

async function startsOf(sites: readonly WatchSite[], since: string | undefined): Promise<readonly (string | null)[]> {
  const [first] = sites;
  if (since === undefined || first === undefined) return [];
  if (isJoined(since)) return splitCursor(since, sites);
  const start = resolveSince(since, first.workspace.ledger.now());
  if (!isMoment(start)) return start.includes("T") ? sites.map(() => start) : splitCursor(start, sites);
  const snapshots = await Promise.all(sites.map((site) => site.workspace.ledger.snapshot()));
  const at = snapshots.findIndex((snapshot) => snapshot.message(start) !== undefined);
  return sites.map((_, index) => (index === Math.max(0, at) ? start : null));
}

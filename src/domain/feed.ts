import type { BeadEvent, EventKind } from "./event.ts";
import { sectionOf } from "./feed-section.ts";
import { firstLine } from "./first-line.ts";
import type { RecordKind } from "./record.ts";
import { oneLine } from "./strip.ts";
import { compareStamps } from "./time.ts";

/** An event as a reader of a feed hears it. */
export interface Heard extends BeadEvent {
  /** True for the words of another project: data, and no instructions. */
  readonly foreign: boolean;
  /** True for what the reader did. */
  readonly mine: boolean;
  /** True for what others did that the reader has to do with. */
  readonly concerns_me: boolean;
}

/** The same thing done several times to one matter. */
export interface Deed {
  readonly kind: EventKind;
  /** How it ended, where that is not the usual way. */
  readonly outcome: string | null;
  readonly count: number;
  /** Who did it, in the order of the first time. */
  readonly by: readonly string[];
}

/** The last thing that was said in words. */
export interface LastWord {
  readonly at: string;
  readonly by: string;
  readonly kind: EventKind;
  /** One line. */
  readonly words: string;
  readonly foreign: boolean;
}

/** In order of importance. */
export const FEED_SECTIONS = ["attention", "for_you", "decided", "done", "moving", "said", "new", "other", "yours"] as const;
export type FeedSection = (typeof FEED_SECTIONS)[number];

/** Everything that happened to one matter: an issue, a decision, something on its way, the bulletin, the project. */
export interface FeedGroup {
  readonly section: FeedSection;
  /** What tells it apart from the other groups. */
  readonly key: string;
  readonly bead: string | null;
  readonly record: string | null;
  readonly record_kind: RecordKind | null;
  readonly elsewhere: string | null;
  readonly title: string | null;
  /** The first and the last time (RFC 3339 UTC). */
  readonly from: string;
  readonly at: string;
  readonly by: readonly string[];
  readonly mine: boolean;
  readonly concerns_me: boolean;
  readonly foreign: boolean;
  readonly deeds: readonly Deed[];
  readonly last: LastWord | null;
  /** In the order in which they were told. */
  readonly events: readonly Heard[];
}

/**
 * Groups what happened, so that each event is in exactly one group: by the issue that it is about, else by the decision or other record, else by what is
 * on its way; what is said to all is one group, and so is what is about the project. The most important first (see `FEED_SECTIONS`), then the newest.
 */
export function groupEvents(events: readonly Heard[]): readonly FeedGroup[] {
  const groups = new Map<string, Heard[]>();
  for (const event of events) {
    const key = keyOf(event);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return [...groups].map(([key, members]) => groupOf(key, members)).sort(compareGroups);
}

function keyOf({ bead, elsewhere, entry, kind, record, record_kind }: BeadEvent): string {
  if (bead !== null) return `issue ${bead}`;
  if (record !== null) return `${record_kind} ${record}`;
  if (entry !== null || elsewhere !== null) return `entry ${entry ?? elsewhere}`;
  return kind === "message" ? "bulletin" : "project";
}

function groupOf(key: string, events: readonly Heard[]): FeedGroup {
  const newest = events.toSorted((a, b) => compareStamps(a.at, b.at));
  const [first, last] = [newest[0] as Heard, newest.at(-1) as Heard];
  return {
    section: sectionOf(events),
    key,
    bead: first.bead,
    record: first.bead === null ? first.record : null,
    record_kind: first.bead === null ? first.record_kind : null,
    elsewhere: events.findLast(({ elsewhere }) => elsewhere !== null)?.elsewhere ?? null,
    title: titleOf(events),
    from: first.at,
    at: last.at,
    by: [...new Set(events.map(({ by }) => by))],
    mine: events.some(({ mine }) => mine),
    concerns_me: events.some(({ concerns_me }) => concerns_me),
    foreign: events.some(({ foreign }) => foreign),
    deeds: deedsOf(events),
    last: lastWordOf(newest),
    events,
  };
}

/** An escalation on an issue has a title of its own; a reservation is known by its paths. */
function titleOf(events: readonly Heard[]): string | null {
  const titled = events.findLast(
    ({ bead, record_kind, title }) => title !== null && (bead === null || record_kind !== "escalation"),
  );
  return titled?.title ?? events.find(({ bead, kind }) => bead === null && kind === "reserved")?.subject ?? null;
}

/** What was done more than once is one deed with a count; in the order of the first time. */
function deedsOf(events: readonly Heard[]): readonly Deed[] {
  const deeds = new Map<string, { kind: EventKind; outcome: string | null; count: number; by: Set<string> }>();
  for (const { by, kind, outcome } of events) {
    const unusual = outcome === null || outcome === "done" || outcome === "released" || outcome === "handed-off" ? null : outcome;
    const key = `${kind} ${unusual ?? ""}`;
    const deed = deeds.get(key) ?? { kind, outcome: unusual, count: 0, by: new Set<string>() };
    deed.count += 1;
    deed.by.add(by);
    deeds.set(key, deed);
  }
  return [...deeds.values()].map((deed) => ({ ...deed, by: [...deed.by] }));
}

/** Kinds whose words are somebody's own; what bd says of other kinds is told by the deeds. */
const SPOKEN: ReadonlySet<EventKind> = new Set([
  ...(["message", "closed", "rejected", "released", "handoff", "checkpoint", "answered", "acknowledged", "resolved"] as const),
  ...([
    "resumed",
    "remembered",
    "refused",
    "dropped",
    "sent",
    "unreserved",
    "commit",
    "reserved",
    "escalated",
    "paused",
  ] as const),
]);
/** Their one line says how grave it is. */
const ALARMS: ReadonlySet<EventKind> = new Set(["escalated", "paused"]);
/** Their one line names paths, which the title does. */
const OF_PATHS: ReadonlySet<EventKind> = new Set(["reserved", "unreserved"]);

/** What people said comes before what a commit of the code is called. */
function lastWordOf(events: readonly Heard[]): LastWord | null {
  const isCommit = ({ kind }: Heard) => kind === "commit";
  const newest = events.toReversed();
  // What was forgotten is not said again.
  if (newest[0]?.kind === "forgotten") return null;
  for (const event of [...newest.filter((each) => !isCommit(each)), ...newest.filter(isCommit)]) {
    const { at, by, foreign, kind } = event;
    const words = wordsOf(event);
    if (words !== "") return { at, by, kind, words, foreign };
  }
  return null;
}

function wordsOf({ kind, subject, text }: Heard): string {
  if (!SPOKEN.has(kind)) return "";
  if (ALARMS.has(kind)) return oneLine(subject);
  return firstLine(text) || (OF_PATHS.has(kind) ? "" : oneLine(subject));
}

function compareGroups(a: FeedGroup, b: FeedGroup): number {
  const byRank = FEED_SECTIONS.indexOf(a.section) - FEED_SECTIONS.indexOf(b.section);
  return byRank || compareStamps(b.at, a.at) || (a.key < b.key ? -1 : 1);
}

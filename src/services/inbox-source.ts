import { type Tier, tierOf } from "../domain/inbox.ts";
import { toStamp } from "../domain/time.ts";
import type { InboxIssue, InboxPlace, InboxPlaces } from "../store/inbox-question.ts";
import { arrivalOf, closingOf, type InboxEntry, type InboxPlaceOf, isCover, messageEntryOf } from "./inbox-entry.ts";

/** Something that may stand in the inbox: enough to be put in order by, and read itself only if its turn comes. */
export interface Candidate {
  /** Begins with its time. */
  readonly key: string;
  readonly tier: Tier;
  /** Undefined where it turns out to be nothing for the reader. */
  read(): InboxEntry | undefined;
}

/** One ledger's part of an inbox. `elsewhere`: it is another project's. */
export interface InboxSource extends InboxPlaceOf {
  readonly elsewhere: boolean;
}

/** What one ledger has for the reader. */
export function candidatesOf(source: InboxSource, { messages, arrived, closed }: InboxPlaces): Candidate[] {
  const news = new Set(arrived.filter(({ unread }) => unread).map(({ id }) => id));
  return [
    ...messages.map((place) => ofMessage(source, place, news)),
    ...arrived.map((issue) => ofIssue(source, issue, arrivalOf)),
    ...closed.map((issue) => ofIssue(source, issue, closingOf)),
  ];
}

function ofMessage(source: InboxSource, place: InboxPlace, news: ReadonlySet<string>): Candidate {
  const { id: key, asked: waiting, unread, urgent } = place;
  const deadline = place.deadline === null ? null : toStamp(place.deadline);
  const priority = urgent ? "emergency" : "normal";
  return { key, tier: tierOf({ waiting, unread, priority, deadline }, source.now), read: () => readMessage(source, place, news) };
}

function readMessage(source: InboxSource, place: InboxPlace, news: ReadonlySet<string>): InboxEntry | undefined {
  const spoken = source.snapshot.spoken(place);
  if (spoken === undefined) return undefined;
  const { message } = spoken;
  const heading = message.thread === null ? undefined : source.snapshot.heading(message.thread);
  if (message.thread !== null && heading === undefined) return undefined;
  const arrived = heading === undefined || heading.origin_project === null ? undefined : source.snapshot.issue(heading.id);
  if (arrived !== undefined && isCover(arrived, message))
    return place.asked && !source.elsewhere ? arrivalOf(source, arrived, news.has(arrived.id)) : undefined;
  const entry = messageEntryOf(source, { ...spoken, issue: heading }, place.unread);
  // In another project's ledger the words of one's own people are news only to whoever they are said to.
  const isOwnTalk = source.elsewhere && !entry.foreign && !message.to.some((name) => source.mine.addresses.includes(name));
  return isOwnTalk ? undefined : entry;
}

function ofIssue(source: InboxSource, { id, key, unread }: InboxIssue, make: typeof arrivalOf): Candidate {
  const issue = source.snapshot.issue(id);
  const waiting = issue?.status === "proposed";
  const tier = tierOf({ waiting, unread, priority: "normal", deadline: null }, source.now);
  return { key, tier, read: () => (issue === undefined ? undefined : make(source, issue, unread)) };
}

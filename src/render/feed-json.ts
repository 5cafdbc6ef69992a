import type { FeedGroup } from "../domain/feed.ts";
import type { FeedResult } from "../services/feed.ts";
import { addressOfGroup } from "./feed-words.ts";

/** What a bulletin adds to a feed. */
export interface BulletinJson {
  readonly markdown?: string;
  /** The file that it was written to. */
  readonly file?: string;
}

/** The JSON of a feed: every key of every group, always. */
export function feedJson(result: FeedResult, { markdown, file }: BulletinJson = {}) {
  const { start, since, until, project, identity, foreign, groups, more, events, by, cursor, begun, cut } = result;
  return {
    ...{ start, since, until, project: identity, name: project, foreign, events, by, cursor, begun, more, cut },
    groups: groups.map((group) => ({ ...groupJson(group), address: addressOfGroup(group, result) })),
    markdown: markdown ?? null,
    file: file ?? null,
  };
}

/** How many of a group's events are named in JSON; the newest. */
const LISTED = 20;

function groupJson(group: FeedGroup) {
  const { section, bead, record, record_kind, elsewhere, title, from, at, by, mine, concerns_me, foreign, deeds, last } = group;
  return {
    ...{ section, bead, record, record_kind, elsewhere, title, from, at, by, mine, concerns_me, foreign, deeds, last },
    events: group.events.length,
    newest: group.events.slice(-LISTED).map((event) => ({
      at: event.at,
      kind: event.kind,
      by: event.by,
      subject: event.subject,
      message: event.message,
      commit: event.commit,
      foreign: event.foreign,
    })),
  };
}

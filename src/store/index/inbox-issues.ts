import type { InboxIssue, InboxQuestion } from "../inbox-question.ts";
import type { Connection } from "./connection.ts";
import { speakersOf } from "./inbox-messages.ts";

/** So many of the newest are looked at. */
const REACH = 2000;

/** A time as keys begin with it: as `toCompactStamp` gives it. */
const compact = (column: string) =>
  `strftime('%Y%m%dT%H%M%S', ${column} / 1000, 'unixepoch') || printf('%03dZ', ${column} % 1000)`;

const ARRIVED = `SELECT i.id, ${compact("i.created")} || '+' || i.id AS key, i.lease_by IS ?
    OR EXISTS (SELECT 1 FROM message r WHERE r.thread = i.id AND r.sender IN (SELECT value FROM json_each(?))) AS seen FROM issue i`;

/** They wait for a verdict, however old they are. */
const PROPOSED = `${ARRIVED} WHERE i.status = 'proposed' ORDER BY i.created DESC LIMIT ?`;

const FROM_OTHERS = `${ARRIVED} WHERE i.origin_project IS NOT NULL AND (? OR i.status <> 'closed')
  AND i.origin_project NOT IN (SELECT value FROM json_each(?)) ORDER BY i.created DESC LIMIT ?`;

const CLOSED = `SELECT i.id, ${compact("i.closed")} || '=' || i.id AS key, EXISTS
    (SELECT 1 FROM message r WHERE r.thread = i.id AND r.sender IN (SELECT value FROM json_each(?)) AND r.id > ${compact("i.closed")}) AS seen FROM issue i
  WHERE i.origin_project IN (SELECT value FROM json_each(?)) AND i.closed IS NOT NULL AND i.outcome IS NOT 'deleted'
  ORDER BY i.closed DESC LIMIT ?`;

/** Issues that came from other projects, the newest first. One that the reader holds, or spoke on, was seen. */
export function readArrived(connection: Connection, question: InboxQuestion): InboxIssue[] {
  const { everything, me, projects } = question;
  const reach = everything ? -1 : REACH;
  const speakers = JSON.stringify(speakersOf(question));
  const proposed = connection.all<Found>(PROPOSED, me, speakers, REACH).map((found) => issueOf(found, question));
  const from = connection.iterate<Found>(FROM_OTHERS, me, speakers, everything ? 1 : 0, JSON.stringify(projects), reach);
  const known = new Set(proposed.map(({ id }) => id));
  return [...proposed, ...newsOf(from, question).filter(({ id }) => !known.has(id))];
}

/** Issues that the reader's project sent here and that were closed, the newest closing first. */
export function readClosed(connection: Connection, question: InboxQuestion): InboxIssue[] {
  const reach = question.everything ? -1 : REACH;
  const speakers = JSON.stringify(speakersOf(question));
  return newsOf(connection.iterate<Found>(CLOSED, speakers, JSON.stringify(question.projects), reach), question);
}

interface Found {
  readonly id: string;
  readonly key: string;
  readonly seen: number;
}

function newsOf(rows: Iterable<Found>, question: InboxQuestion): InboxIssue[] {
  const issues: InboxIssue[] = [];
  for (const found of rows) {
    if (issues.length === question.limit) break;
    const issue = issueOf(found, question);
    if (issue.unread || question.everything) issues.push(issue);
  }
  return issues;
}

function issueOf({ id, key, seen }: Found, { before, read }: InboxQuestion): InboxIssue {
  return { id, key, unread: seen === 0 && key > before && !read.has(key) };
}

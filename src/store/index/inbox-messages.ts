import type { Message } from "../../domain/message.ts";
import type { InboxPlace, InboxQuestion, Spoken } from "../inbox-question.ts";
import { answersTo } from "./addressees.ts";
import type { Bound, Connection } from "./connection.ts";
import { unseal } from "./seal.ts";

/** So many of the newest messages to a name are looked at, and so many that wait for an answer: what is older is history, which `everything` shows. */
const REACH = 2000;
const ASKED = 500;

/** The reader answered it, or spoke behind it on its thread. On the bulletin only an answer counts: nobody has to have read the others there. */
const SEEN = `(EXISTS (SELECT 1 FROM message r WHERE r.in_reply_to = m.id AND r.sender = ?1)
  OR (m.thread <> '' AND EXISTS (SELECT 1 FROM message r WHERE r.thread = m.thread AND r.id > m.id AND r.sender = ?1)))`;

const WAITING = `SELECT m.n, m.id, m.weight, ${SEEN} AS seen, a.deadline
  FROM (SELECT n, deadline FROM asked WHERE name = ?2 ORDER BY id DESC LIMIT ?3) a JOIN message m ON m.n = a.n WHERE m.sender <> ?1`;

const LATE = `SELECT m.n, m.id, m.weight, ${SEEN} AS seen, a.deadline
  FROM (SELECT n, deadline FROM asked WHERE name = ?2 AND deadline < ?4 ORDER BY deadline DESC LIMIT ?3) a
  JOIN message m ON m.n = a.n WHERE m.sender <> ?1`;

const ADDRESSED = `SELECT m.n, m.id, m.weight, ${SEEN} AS seen, NULL AS deadline
  FROM (SELECT n FROM addressee WHERE name = ?2 AND weight = ?3 AND id > ?4 ORDER BY id DESC LIMIT ?5) a
  JOIN message m ON m.n = a.n WHERE m.sender <> ?1 ORDER BY m.id DESC`;

const ON_SENT = `SELECT m.n, m.id, m.weight, ${SEEN} AS seen, NULL AS deadline FROM issue i JOIN message m ON m.thread = i.id
  WHERE i.origin_project IN (SELECT value FROM json_each(?2)) AND m.id > ?3 AND m.weight >= ?5 AND m.sender <> ?1 ORDER BY m.id DESC LIMIT ?4`;

/** Messages to a reader, each once: what waits for an answer whenever it was asked, and what is news, the newest of each name first. */
export function readInboxMessages(connection: Connection, question: InboxQuestion): InboxPlace[] {
  const { before, elsewhere, everything, limit, me, now, projects, to } = question;
  const found = new Map<number, InboxPlace>();
  const take = (sql: string, most: number, ...values: readonly Bound[]) => {
    const asked = most === Number.POSITIVE_INFINITY;
    let taken = 0;
    for (const row of connection.iterate<Found>(sql, me, ...values)) {
      if (taken === most) return;
      const place = placeOf(row, asked, question);
      if (!asked && !place.unread && !everything) continue;
      taken += 1;
      if (!found.has(place.n)) found.set(place.n, place);
    }
  };
  const [since, reach] = everything ? ["", -1] : [before, REACH];
  const weights = everything ? [1, 0, -1] : [1, 0];
  for (const name of to) {
    take(LATE, Number.POSITIVE_INFINITY, name, ASKED, now);
    take(WAITING, Number.POSITIVE_INFINITY, name, ASKED);
    for (const weight of weights) take(ADDRESSED, limit, name, weight, since, reach);
  }
  if (elsewhere) take(ON_SENT, limit, JSON.stringify(projects), since, reach, weights.at(-1) ?? 0);
  return [...found.values()];
}

/** A message of an inbox with its replies. */
export function readSpoken(connection: Connection, n: number): Spoken | undefined {
  const kept = connection.get<{ json: string }>("SELECT json FROM message WHERE n = ?", n);
  if (kept === undefined) return undefined;
  const message = unseal<Message>(kept.json);
  return { message, replies: answersTo(connection, message) };
}

interface Found {
  readonly n: number;
  readonly id: string;
  readonly weight: number;
  readonly seen: number;
  readonly deadline: number | null;
}

function placeOf({ n, id, weight, seen, deadline }: Found, asked: boolean, { before, read }: InboxQuestion): InboxPlace {
  return { n, id, urgent: weight === 1, asked, unread: seen === 0 && id > before && !read.has(id), deadline };
}

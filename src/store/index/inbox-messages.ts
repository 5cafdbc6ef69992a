import type { Message } from "../../domain/message.ts";
import type { InboxPlace, InboxQuestion, Spoken } from "../inbox-question.ts";
import { answersTo, speakerOf } from "./addressees.ts";
import type { Bound, Connection } from "./connection.ts";
import { unseal } from "./seal.ts";

/** So many of the newest messages to a name are looked at: what is older is history, which `everything` shows. */
const REACH = 2000;
/** So many are taken from an index at once. */
const PORTION = 24;
/** Behind every id. */
const END = "~";

/** Each table is walked newest first, so that no more is asked of a message than its turn wants. */
const ADDRESSED = `SELECT n, id, thread, sender, weight, NULL AS deadline FROM addressee
  WHERE name = ?1 AND weight = ?5 AND id > ?6 AND (id, n) < (?2, ?3) ORDER BY id DESC, n DESC LIMIT ?4`;
const ASKED = `SELECT n, id, thread, sender, weight, deadline FROM asked
  WHERE name = ?1 AND (id, n) < (?2, ?3) ORDER BY id DESC, n DESC LIMIT ?4`;
const LATE = `SELECT n, id, thread, sender, weight, deadline FROM asked
  WHERE name = ?1 AND deadline < ?2 ORDER BY deadline DESC LIMIT ?3`;
const ON_SENT = `SELECT m.n, m.id, m.thread, m.sender, m.weight, NULL AS deadline FROM issue i JOIN message m ON m.thread = i.id
  WHERE i.origin_project IN (SELECT value FROM json_each(?1)) AND m.id > ?2 ORDER BY m.id DESC LIMIT ?3`;

/**
 * The reader answered it, or spoke behind it on its thread; on the bulletin only an answer counts, since nobody has to have read the others there.
 * Both are asked of indexes that hold all that is asked for.
 */
const seenBy = (speakers: readonly string[]) => {
  const anyOf = speakers.map((_, at) => `?${at + 3}`).join(", ");
  return `SELECT EXISTS (SELECT 1 FROM message WHERE in_reply_to = ?1 AND sender IN (${anyOf}))
    OR (?2 <> '' AND EXISTS (SELECT 1 FROM message WHERE sender IN (${anyOf}) AND thread = ?2 AND id > ?1)) AS seen`;
};

/**
 * Messages to a reader, each once. What is late comes first, then emergencies, what waits for an answer whenever it was asked, and what is news, each
 * with the newest first; `everything` comes by time alone.
 */
export function readInboxMessages(connection: Connection, question: InboxQuestion): InboxPlace[] {
  const { before, elsewhere, everything, limit, now, projects, to } = question;
  const gathering = new Gathering(connection, question);
  const since = everything ? "" : before;
  const reach = everything ? Number.MAX_SAFE_INTEGER : REACH;
  const addressed = (weight: number) =>
    to.map((name) => walk(connection, { sql: ADDRESSED, name, reach, more: [weight, since] }));
  if (everything) gathering.gather(merged([1, 0, -1].flatMap(addressed)), false);
  else {
    gathering.gather(
      to.flatMap((name) => connection.all<Row>(LATE, name, now, Math.min(limit, REACH))),
      true,
    );
    gathering.gather(merged(addressed(1)), false);
    gathering.gather(merged(to.map((name) => walk(connection, { sql: ASKED, name, reach }))), true);
    gathering.gather(merged(addressed(0)), false);
  }
  if (elsewhere) gathering.gather(connection.all<Row>(ON_SENT, JSON.stringify(projects), since, everything ? -1 : REACH), false);
  return [...gathering.found.values()];
}

/** The reader, as the index knows speakers: one for each identity of their project. */
export function speakersOf({ me, projects }: Pick<InboxQuestion, "me" | "projects">): string[] {
  return projects.map((project) => speakerOf({ agent: me, project }));
}

/** A message of an inbox with its replies. */
export function readSpoken(connection: Connection, n: number): Spoken | undefined {
  const kept = connection.get<{ json: string }>("SELECT json FROM message WHERE n = ?", n);
  if (kept === undefined) return undefined;
  const message = unseal<Message>(kept.json);
  return { message, replies: answersTo(connection, message) };
}

/** What on a thread waits for an answer of one of these addresses, oldest first. */
export function readAskedOn(connection: Connection, thread: string, to: readonly string[]): Spoken[] {
  const sql = "SELECT DISTINCT n FROM asked WHERE name IN (SELECT value FROM json_each(?)) AND thread = ? ORDER BY id";
  return connection.all<{ n: number }>(sql, JSON.stringify(to), thread).flatMap(({ n }) => readSpoken(connection, n) ?? []);
}

interface Row {
  readonly n: number;
  readonly id: string;
  /** Empty on the bulletin. */
  readonly thread: string;
  readonly sender: string;
  readonly weight: number;
  readonly deadline: number | null;
}

/** What is found for a reader, each message once. */
class Gathering {
  readonly found = new Map<number, InboxPlace>();
  private readonly connection: Connection;
  private readonly question: InboxQuestion;
  private readonly speakers: readonly string[];
  private readonly seen: string;

  constructor(connection: Connection, question: InboxQuestion) {
    this.connection = connection;
    this.question = question;
    this.speakers = speakersOf(question);
    this.seen = seenBy(this.speakers);
  }

  /** Takes rows until there are enough of all. What is found again as asked for is so from then on. */
  gather(rows: Iterable<Row>, asked: boolean): void {
    for (const row of rows) {
      if (this.found.size >= this.question.limit) return;
      const known = this.found.get(row.n);
      const place = known === undefined ? this.placeOf(row, asked) : asked ? { ...known, asked, deadline: row.deadline } : known;
      if (place !== undefined) this.found.set(row.n, place);
    }
  }

  private placeOf(row: Row, asked: boolean): InboxPlace | undefined {
    const { n, id, weight, sender, deadline } = row;
    const { everything } = this.question;
    if (this.speakers.includes(sender)) return undefined;
    const unread = this.isUnread(row);
    const isNews = everything || (unread && weight >= 0);
    return asked || isNews ? { n, id, urgent: weight === 1, asked, unread, deadline } : undefined;
  }

  private isUnread({ id, thread }: Row): boolean {
    const { before, read } = this.question;
    if (id <= before || read.has(id)) return false;
    return this.connection.get<{ seen: number }>(this.seen, id, thread, ...this.speakers)?.seen === 0;
  }
}

interface Walk {
  readonly sql: string;
  readonly name: string;
  /** So many rows at most. */
  readonly reach: number;
  readonly more?: readonly Bound[];
}

/** The rows of one name, newest first, a portion at a time. */
function* walk(connection: Connection, { sql, name, reach, more = [] }: Walk): Generator<Row> {
  let at: Pick<Row, "id" | "n"> = { id: END, n: 0 };
  for (let left = reach; left > 0; left -= PORTION) {
    const rows = connection.all<Row>(sql, name, at.id, at.n, Math.min(PORTION, left), ...more);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PORTION) return;
    at = last;
  }
}

/** Several walks as one, newest first. */
function* merged(walks: readonly Generator<Row>[]): Generator<Row> {
  const heads = walks.map((rows) => ({ rows, next: rows.next() })).filter(({ next }) => next.done !== true);
  while (heads.length > 0) {
    const newest = heads.reduce((a, b) => ((b.next.value as Row).id > (a.next.value as Row).id ? b : a));
    yield newest.next.value as Row;
    newest.next = newest.rows.next();
    if (newest.next.done === true) heads.splice(heads.indexOf(newest), 1);
  }
}

import type { Message } from "../../domain/message.ts";
import type { InboxPlace, InboxQuestion, Spoken } from "../inbox-question.ts";
import { answersTo, speakerOf } from "./addressees.ts";
import type { Bound, Connection } from "./connection.ts";
import { unseal } from "./seal.ts";

/** So many of the newest messages to a name are looked at: what is older is history, which `everything` shows. */
const REACH = 2000;
/** So many are taken from an index at first, and twice as many each time after, up to a bound: mostly the first few are enough. */
const FIRST = 8;
const MOST = 64;
/** Behind every id. */
const END = "~";

/** Each table is walked newest first, so that no more is asked of a message than its turn wants. */
const ADDRESSED = `SELECT n, id, thread, sender, weight, NULL AS deadline FROM addressee
  WHERE name = ? AND weight = ? AND id > ? AND (id, n) < (?, ?) ORDER BY id DESC, n DESC LIMIT ?`;
const ASKED = `SELECT n, id, thread, sender, weight, deadline FROM asked
  WHERE name = ? AND (id, n) < (?, ?) ORDER BY id DESC, n DESC LIMIT ?`;
const LATE = `SELECT n, id, thread, sender, weight, deadline FROM asked
  WHERE name = ? AND deadline < ? ORDER BY deadline DESC LIMIT ?`;
const ON_SENT = `SELECT m.n, m.id, m.thread, m.sender, m.weight, NULL AS deadline FROM issue i JOIN message m ON m.thread = i.id
  WHERE i.origin_project IN (SELECT value FROM json_each(?)) AND m.id > ? ORDER BY m.id DESC LIMIT ?`;

/**
 * The reader answered it, or spoke behind it on its thread; on the bulletin only an answer counts, since nobody has to have read the others there.
 * Both are asked of indexes that hold all that is asked for.
 */
const seenBy = (speakers: readonly string[]) => {
  const anyOf = speakers.map(() => "?").join(", ");
  return `WITH q (id, thread) AS (SELECT ?, ?) SELECT EXISTS (SELECT 1 FROM message WHERE in_reply_to = q.id AND sender IN (${anyOf}))
    OR (q.thread <> '' AND EXISTS (SELECT 1 FROM message WHERE sender IN (${anyOf}) AND thread = q.thread AND id > q.id)) AS seen FROM q`;
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
    to.map((name) => new Walk(connection, { sql: ADDRESSED, name, reach, more: [weight, since] }));
  if (everything) gathering.gatherNewest([1, 0, -1].flatMap(addressed), false);
  else {
    for (const name of to) gathering.gather(readRows(connection, LATE, name, now, Math.min(limit, REACH)), true);
    gathering.gatherNewest(addressed(1), false);
    gathering.gatherNewest(
      to.map((name) => new Walk(connection, { sql: ASKED, name, reach })),
      true,
    );
    gathering.gatherNewest(addressed(0), false);
  }
  if (elsewhere) gathering.gather(readRows(connection, ON_SENT, JSON.stringify(projects), since, everything ? -1 : REACH), false);
  return [...gathering.found.values()];
}

/** The reader, as the index knows speakers: one for each identity of their project. */
export function speakersOf({ me, projects }: Pick<InboxQuestion, "me" | "projects">): string[] {
  return projects.map((project) => speakerOf({ agent: me, project }));
}

/** A message of an inbox with its replies. */
export function readSpoken(connection: Connection, n: number): Spoken | undefined {
  const kept = connection.value<string>("SELECT json FROM message WHERE n = ?", n);
  if (kept === undefined) return undefined;
  const message = unseal<Message>(kept);
  return { message, replies: answersTo(connection, message) };
}

/** What on a thread waits for an answer of one of these addresses, oldest first. */
export function readAskedOn(connection: Connection, thread: string, to: readonly string[]): Spoken[] {
  const sql = "SELECT DISTINCT n FROM asked WHERE name IN (SELECT value FROM json_each(?)) AND thread = ? ORDER BY id";
  return connection.all<{ n: number }>(sql, JSON.stringify(to), thread).flatMap(({ n }) => readSpoken(connection, n) ?? []);
}

/** Columns as the walks ask for them, read by their places: to take an array apart makes an object for each step. */
type Columns = readonly [n: number, id: string, thread: string, sender: string, weight: number, deadline: number | null];

interface Row {
  readonly n: number;
  readonly id: string;
  /** Empty on the bulletin. */
  readonly thread: string;
  readonly sender: string;
  readonly weight: number;
  readonly deadline: number | null;
}

function rowOf(columns: Columns): Row {
  return { n: columns[0], id: columns[1], thread: columns[2], sender: columns[3], weight: columns[4], deadline: columns[5] };
}

function readRows(connection: Connection, sql: string, ...values: readonly Bound[]): Row[] {
  return connection.tuples<Columns>(sql, ...values).map(rowOf);
}

/** What is found for a reader, each message once. */
class Gathering {
  readonly found = new Map<number, InboxPlace>();
  private readonly connection: Connection;
  private readonly question: InboxQuestion;
  private readonly speakers: readonly string[];
  private readonly seen: string;
  /** The speakers as `seen` asks for them. */
  private readonly twice: readonly string[];

  constructor(connection: Connection, question: InboxQuestion) {
    this.connection = connection;
    this.question = question;
    this.speakers = speakersOf(question);
    this.seen = seenBy(this.speakers);
    this.twice = [...this.speakers, ...this.speakers];
  }

  /** Takes what there is, the newest of all first, until there are enough. */
  gatherNewest(walks: readonly Walk[], asked: boolean): void {
    if (this.isFull) return;
    let left = walks.filter((walk) => walk.head !== undefined);
    while (left.length > 0) {
      const walk = left.reduce(newer);
      this.take(walk.head as Row, asked);
      if (this.isFull) return;
      walk.advance();
      if (walk.head === undefined) left = left.filter((other) => other !== walk);
    }
  }

  gather(rows: readonly Row[], asked: boolean): void {
    for (let at = 0; at < rows.length && !this.isFull; at++) this.take(rows[at] as Row, asked);
  }

  /** What is found again as asked for is so from then on. */
  private take(row: Row, asked: boolean): void {
    const known = this.found.get(row.n);
    const place = known === undefined ? this.placeOf(row, asked) : asked ? { ...known, asked, deadline: row.deadline } : known;
    if (place !== undefined) this.found.set(row.n, place);
  }

  private get isFull(): boolean {
    return this.found.size >= this.question.limit;
  }

  private placeOf(row: Row, asked: boolean): InboxPlace | undefined {
    const { n, id, sender, weight, deadline } = row;
    const { everything } = this.question;
    if (this.speakers.includes(sender)) return undefined;
    const unread = this.isUnread(row);
    const isNews = everything || (unread && weight >= 0);
    return asked || isNews ? { n, id, urgent: weight === 1, asked, unread, deadline } : undefined;
  }

  private isUnread({ id, thread }: Row): boolean {
    const { before, read } = this.question;
    if (id <= before || read.has(id)) return false;
    return this.connection.value(this.seen, id, thread, ...this.twice) === 0;
  }
}

/** What a walk goes through. */
interface Way {
  readonly sql: string;
  readonly name: string;
  /** So many rows at most. */
  readonly reach: number;
  readonly more?: readonly Bound[];
}

/** The rows of one name, newest first, a portion at a time. Nothing is read before the first is asked for. */
class Walk {
  private readonly connection: Connection;
  private readonly way: Way;
  private rows: readonly Row[] = [];
  private at = 0;
  private portion = FIRST;
  private left: number;

  constructor(connection: Connection, way: Way) {
    this.connection = connection;
    this.way = way;
    this.left = way.reach;
  }

  /** The newest that was not taken yet; undefined behind the last. */
  get head(): Row | undefined {
    if (this.at === this.rows.length && this.left > 0) this.read();
    return this.rows[this.at];
  }

  advance(): void {
    this.at += 1;
  }

  private read(): void {
    const { sql, name, more = [] } = this.way;
    const last = this.rows.at(-1);
    const count = Math.min(this.portion, this.left);
    this.rows = readRows(this.connection, sql, name, ...more, last?.id ?? END, last?.n ?? 0, count);
    this.at = 0;
    this.left = this.rows.length < count ? 0 : this.left - count;
    this.portion = Math.min(2 * this.portion, MOST);
  }
}

/** Which of two walks that are not at their end goes on with the newer row. */
function newer(a: Walk, b: Walk): Walk {
  return (b.head as Row).id > (a.head as Row).id ? b : a;
}

import type { Message } from "../../domain/message.ts";
import type { Moment } from "../../domain/readiness.ts";
import type { IssueFilter, Row, SearchHit } from "../snapshot.ts";
import type { Connection } from "./connection.ts";
import { compileFilter } from "./filter.ts";
import { endsInLetter, hasLetter } from "./letters.ts";
import { CANDIDATE, type Candidate, judge, readRow } from "./row.ts";
import { joinsOf, meets } from "./rows.ts";
import { unseal } from "./seal.ts";
import { snippetOf } from "./snippet.ts";

/** How much a word weighs in a title, in a body and in a message. */
const WEIGHTS = "10.0, 4.0, 1.0";

/** So many hits are enough where no limit was given. */
const MOST = 1000;

/** So many of the best matches are enough for most searches. */
const BEST = 100;

/** What a user typed, as FTS5 takes it: every word quoted, so nothing is syntax; the last one may go on. Null if there is no word. */
export function toMatch(typed: string): string | null {
  const words = wordsOf(typed);
  if (words.length === 0) return null;
  const open = endsInLetter(typed);
  return words.map((word, index) => `"${word}"${open && index === words.length - 1 ? "*" : ""}`).join(" ");
}

/** The words of a text; `"two words"` stay together. Every one holds a letter or a digit, and none a quote. */
export function wordsOf(typed: string): string[] {
  const parts = typed.match(/"[^"]*"|[^\s"]+/g) ?? [];
  return parts.map((part) => part.replace(/["\0]/g, " ").trim()).filter(hasLetter);
}

interface Query {
  readonly filter: IssueFilter;
  readonly moment: Moment;
}

interface Found extends Candidate {
  readonly score: number;
}

/** Full text over titles, bodies and messages, best first. */
export function searchRows(connection: Connection, typed: string, query: Query): SearchHit[] {
  const match = toMatch(typed);
  const limit = query.filter.limit ?? MOST;
  if (match === null || limit <= 0) return [];
  const words = wordsOf(typed);
  const hits: SearchHit[] = [];
  let skip = query.filter.offset ?? 0;
  for (const found of inOrder(connection, match, query)) {
    const judged = judge(found, query.moment);
    if (!meets(query.filter, found, judged) || skip-- > 0) continue;
    const row = readRow(connection, found, judged);
    hits.push({ row, score: -found.score, snippet: snippetOf(textsOf(connection, row), words) });
    if (hits.length === limit) break;
  }
  return hits;
}

/**
 * What matches and meets the filter, best first; equals by priority, age and id. All matches are ranked, and only so many are looked up
 * as somebody takes: looking up all of them costs many times the ranking.
 */
function* inOrder(connection: Connection, match: string, { filter, moment }: Query): Generator<Found> {
  const condition = compileFilter(filter, moment);
  if (condition.folds) connection.defineFold();
  const lookUp = `SELECT ${CANDIDATE} FROM issue i${joinsOf(condition, false)}
    WHERE i.n IN (SELECT value FROM json_each(?)) AND ${condition.sql} ORDER BY i.priority, i.created, i.id`;
  for (const { score, ns } of equals(connection, match)) {
    for (const candidate of connection.all<Candidate>(lookUp, JSON.stringify(ns), ...condition.values))
      yield { ...candidate, score };
  }
}

interface Ranked {
  readonly n: number;
  readonly score: number;
}

interface Group {
  readonly score: number;
  readonly ns: number[];
}

/** The matches in groups of one score. The best are asked for by themselves: to put all in order takes half as long again. */
function* equals(connection: Connection, match: string): Generator<Group> {
  const sql = `SELECT rowid AS n, bm25(words, ${WEIGHTS}) AS score FROM words WHERE words MATCH ? ORDER BY score LIMIT ? OFFSET ?`;
  const best = connection.all<Ranked>(sql, match, BEST, 0);
  // Of the last score there may be more.
  const whole = best.length < BEST ? best : best.filter(({ score }) => score !== best.at(-1)?.score);
  yield* grouped(whole);
  if (whole !== best) yield* grouped(connection.iterate<Ranked>(sql, match, -1, whole.length));
}

function* grouped(ranked: Iterable<Ranked>): Generator<Group> {
  let group: Group | undefined;
  for (const { n, score } of ranked) {
    if (group?.score === score) {
      group.ns.push(n);
      continue;
    }
    if (group !== undefined) yield group;
    group = { score, ns: [n] };
  }
  if (group !== undefined) yield group;
}

/** Body, then messages, which are read only if they are asked for, then the title. */
function* textsOf(connection: Connection, row: Row): Generator<string> {
  yield row.issue.body;
  for (const { json } of connection.all<{ json: string }>(
    "SELECT json FROM message WHERE thread = ? ORDER BY id",
    row.issue.id,
  )) {
    yield unseal<Message>(json).body;
  }
  yield row.issue.title;
}

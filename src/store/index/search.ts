import type { Message } from "../../domain/message.ts";
import type { Moment } from "../../domain/readiness.ts";
import type { IssueFilter, Row, SearchHit } from "../snapshot.ts";
import type { Connection } from "./connection.ts";
import { compileFilter } from "./filter.ts";
import { CANDIDATE, type Candidate, judge, readRow } from "./row.ts";
import { joinsOf, meets } from "./rows.ts";
import { unseal } from "./seal.ts";
import { snippetOf } from "./snippet.ts";

/** How much a word weighs in a title, in a body and in a message. */
const WEIGHTS = "10.0, 4.0, 1.0";

/** So many hits are enough where no limit was given. */
const MOST = 1000;

/** What a user typed, as FTS5 takes it: every word quoted, so nothing is syntax; the last one may go on. Null if there is no word. */
export function toMatch(typed: string): string | null {
  const words = wordsOf(typed);
  if (words.length === 0) return null;
  const open = /[\p{L}\p{N}]$/u.test(typed);
  return words.map((word, index) => `"${word}"${open && index === words.length - 1 ? "*" : ""}`).join(" ");
}

/** The words of a text; `"two words"` stay together. Every one holds a letter or a digit, and none a quote. */
export function wordsOf(typed: string): string[] {
  const parts = typed.match(/"[^"]*"|[^\s"]+/g) ?? [];
  return parts.map((part) => part.replace(/["\0]/g, " ").trim()).filter((part) => /[\p{L}\p{N}]/u.test(part));
}

/** Full text over titles, bodies and messages, best first. */
export function searchRows(connection: Connection, typed: string, query: { filter: IssueFilter; moment: Moment }): SearchHit[] {
  const match = toMatch(typed);
  const { filter, moment } = query;
  const limit = filter.limit ?? MOST;
  if (match === null || limit <= 0) return [];
  const condition = compileFilter(filter, moment);
  if (condition.folds) connection.defineFold();
  const sql = `SELECT ${CANDIDATE}, bm25(words, ${WEIGHTS}) AS score
    FROM words JOIN issue i ON i.n = words.rowid${joinsOf(condition, false)}
    WHERE words MATCH ? AND ${condition.sql} ORDER BY score, i.priority, i.created, i.id`;
  const hits: SearchHit[] = [];
  let skip = filter.offset ?? 0;
  for (const candidate of connection.iterate<Candidate & { score: number }>(sql, match, ...condition.values)) {
    const judged = judge(candidate, moment);
    if (!meets(filter, candidate, judged)) continue;
    if (skip-- > 0) continue;
    const row = readRow(connection, candidate, judged);
    hits.push({ row, score: -candidate.score, snippet: snippetOf(textsOf(connection, row), wordsOf(typed)) });
    if (hits.length === limit) break;
  }
  return hits;
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

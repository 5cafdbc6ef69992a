import { ALIKE, likenessTo } from "../../domain/lookalike.ts";
import type { Moment } from "../../domain/readiness.ts";
import type { Row } from "../snapshot.ts";
import type { Connection } from "./connection.ts";
import { CANDIDATE, type Candidate, judge, readRow } from "./row.ts";
import { wordsOf } from "./search.ts";

/** Closed issues count for so long, in milliseconds. */
const LATELY = 30 * 86_400_000;
/** So many titles with words in common are compared. */
const CANDIDATES = 50;
const MOST = 5;

/** Open and lately closed issues whose title says nearly the same, best first. */
export function findLookalikes(connection: Connection, title: string, moment: Moment): Row[] {
  const words = [...new Set(wordsOf(title.replace(/"/g, " ")))];
  if (words.length === 0) return [];
  const sql = `SELECT ${CANDIDATE}, i.title FROM words JOIN issue i ON i.n = words.rowid
    WHERE words MATCH ? AND i.outcome IS NOT 'deleted' AND (i.status <> 'closed' OR i.closed >= ?) ORDER BY words.rank LIMIT ?`;
  const match = `{title} : (${words.map((word) => `"${word}"`).join(" OR ")})`;
  const like = likenessTo(title);
  return connection
    .all<Candidate & { title: string }>(sql, match, moment.now - LATELY, CANDIDATES)
    .map((candidate) => ({ candidate, score: like(candidate.title) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1))
    .slice(0, MOST)
    .map(({ candidate }) => readRow(connection, candidate, judge(candidate, moment)));
}

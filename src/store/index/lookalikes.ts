import { ALIKE, likenessTo, tellingOf } from "../../domain/lookalike.ts";
import type { Moment } from "../../domain/readiness.ts";
import type { Row } from "../snapshot.ts";
import type { Connection } from "./connection.ts";
import { CANDIDATE, type Candidate, judge, readRow } from "./row.ts";
import { wordsOf } from "./search.ts";

/** Closed issues count for so long, in milliseconds. */
const LATELY = 30 * 86_400_000;
/** So many titles with words in common are compared. */
const CANDIDATES = 50;
/** So many issues are looked up at once: of some backlogs most were closed long ago. */
const PART = 200;
const MOST = 5;

type Titled = Candidate & { readonly title: string };

/** Open and lately closed issues whose title says nearly the same, best first. */
export function findLookalikes(connection: Connection, title: string, moment: Moment): Row[] {
  const like = likenessTo(title);
  return candidatesFor(connection, title, moment.now - LATELY)
    .map((candidate) => ({ candidate, score: like(candidate.title) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1))
    .slice(0, MOST)
    .map(({ candidate }) => readRow(connection, candidate, judge(candidate, moment)));
}

/** What is worth comparing: the issues that have most of the title's words in their own. */
function candidatesFor(connection: Connection, title: string, since: number): Titled[] {
  const sql = `SELECT ${CANDIDATE}, i.title FROM json_each(?) j JOIN issue i ON i.n = j.value
    WHERE i.outcome IS NOT 'deleted' AND (i.status <> 'closed' OR i.closed >= ?) ORDER BY j.key`;
  const ns = mostInCommon(connection, title);
  const found: Titled[] = [];
  for (let at = 0; at < ns.length && found.length < CANDIDATES; at += PART)
    found.push(...connection.all<Titled>(sql, JSON.stringify(ns.slice(at, at + PART)), since));
  return found.slice(0, CANDIDATES);
}

/**
 * The issues that share words with a title, those first that share most, in number and in letters, which is what likeness counts. FTS5's own ranking
 * reads bodies and messages as well, takes five times as long, and finds fewer.
 */
function mostInCommon(connection: Connection, title: string): number[] {
  const words = tellingOf([...new Set(wordsOf(title.toLowerCase().replace(/"/g, " ")))]);
  const letters = words.join("").length;
  const lists = words.map((word) => ({ weight: letters + words.length * word.length, ns: withWord(connection, word) }));
  // By number and not in a map: a common word is in thousands of titles.
  const shared = new Uint32Array(1 + Math.max(0, ...lists.map(({ ns }) => ns.at(-1) ?? 0)));
  for (const { weight, ns } of lists) for (const n of ns) shared[n] = (shared[n] ?? 0) + weight;
  const groups = new Map<number, number[]>();
  for (const n of lists.flatMap(({ ns }) => ns)) {
    const sum = shared[n] ?? 0;
    shared[n] = 0;
    if (sum > 0)
      groups
        .set(sum, groups.get(sum) ?? [])
        .get(sum)
        ?.push(n);
  }
  return [...groups.keys()].sort((a, b) => b - a).flatMap((sum) => groups.get(sum) ?? []);
}

/** In one text, since a row for each would cost more than to find them. */
function withWord(connection: Connection, word: string): number[] {
  const sql = "SELECT json_group_array(rowid) AS ns FROM words WHERE words MATCH ?";
  return JSON.parse(connection.get<{ ns: string }>(sql, `{title} : "${word}"`)?.ns ?? "[]") as number[];
}

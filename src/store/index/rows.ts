import type { Moment } from "../../domain/readiness.ts";
import type { IssueFilter, Row } from "../snapshot.ts";
import type { Bound, Connection } from "./connection.ts";
import { type Condition, compileFilter, compileOrder } from "./filter.ts";
import { CANDIDATE, type Candidate, type Judged, judge, readRow } from "./row.ts";

/** Rows that meet a filter, in its order. SQL narrows, the laws of the domain decide, and nothing is read beyond the limit. */
export function selectRows(connection: Connection, filter: IssueFilter, moment: Moment): Row[] {
  const condition = compileFilter(filter, moment);
  const order = compileOrder(filter, condition.selective);
  const found: Row[] = [];
  for (const [candidate, judged] of candidates(connection, { condition, order, filter, moment })) {
    found.push(readRow(connection, candidate, judged));
  }
  return found;
}

interface Question {
  readonly condition: Condition;
  readonly order: string;
  readonly filter: IssueFilter;
  readonly moment: Moment;
}

function* candidates(connection: Connection, question: Question): Generator<[Candidate, Judged]> {
  const { condition, order, filter, moment } = question;
  const limit = filter.limit ?? -1;
  const offset = filter.offset ?? 0;
  if (limit === 0) return;
  const values: Bound[] = [...condition.values];
  let sql = `SELECT ${CANDIDATE} FROM issue i${joinsOf(condition, filter.sort === "updated")} WHERE ${condition.sql} ORDER BY ${order}`;
  if (!condition.coarse) {
    sql += " LIMIT ? OFFSET ?";
    values.push(limit, offset);
  }
  if (condition.folds) connection.defineFold();
  let skipped = condition.coarse ? 0 : offset;
  let taken = 0;
  for (const candidate of connection.iterate<Candidate>(sql, ...values)) {
    const judged = judge(candidate, moment);
    if (condition.coarse && !meets(filter, candidate, judged)) continue;
    if (skipped < offset) {
      skipped += 1;
      continue;
    }
    yield [candidate, judged];
    taken += 1;
    if (taken === limit) return;
  }
}

/** What SQL could only narrow down: the computed statuses and the live holder. A stored status includes what is computed upon it. */
export function meets(filter: IssueFilter, candidate: Candidate, judged: Judged): boolean {
  if (filter.holder !== undefined && judged.holder !== filter.holder) return false;
  return (
    filter.statuses === undefined || filter.statuses.some((status) => status === judged.computed || status === candidate.status)
  );
}

/** How many rows meet a filter, limit and offset left aside. */
export function countRows(connection: Connection, filter: IssueFilter, moment: Moment): number {
  const condition = compileFilter(filter, moment);
  if (condition.folds) connection.defineFold();
  if (!condition.coarse) {
    return (
      connection.get<{ count: number }>(
        `SELECT count(*) AS count FROM issue i${joinsOf(condition, false)} WHERE ${condition.sql}`,
        ...condition.values,
      )?.count ?? 0
    );
  }
  let count = 0;
  const { limit: _limit, offset: _offset, ...whole } = filter;
  for (const _row of candidates(connection, { condition, order: "i.n", filter: whole, moment })) count += 1;
  return count;
}

/** The tables beside `issue i` that a condition or an order reads. */
export function joinsOf(condition: Condition, updated: boolean): string {
  const content = condition.reads_content ? " JOIN content c ON c.n = i.n" : "";
  const revision =
    condition.reads_revision || updated ? " LEFT JOIN touched t ON t.issue = i.id LEFT JOIN revision r ON r.seq = t.seq" : "";
  return content + revision;
}

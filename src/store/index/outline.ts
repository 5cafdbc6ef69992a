import type { Moment } from "../../domain/readiness.ts";
import { toStamp } from "../../domain/time.ts";
import type { IssueFilter, OutlineRow } from "../snapshot.ts";
import type { Connection } from "./connection.ts";
import { compileFilter, compileOrder } from "./filter.ts";
import { CANDIDATE, type Candidate, judge } from "./row.ts";
import { joinsOf, meets } from "./rows.ts";

interface Found extends Candidate {
  readonly title: string;
  readonly type: string;
  readonly priority: OutlineRow["priority"];
  readonly parent: string | null;
  readonly created: number;
  readonly origin_project: string | null;
}

const COLUMNS = `${CANDIDATE}, i.title, i.type, i.priority, i.parent, i.created, i.origin_project`;

/** What lists show of each issue, of thousands at once: one scan of the narrow table and one of each that counts, no issue's own text. */
export function readOutline(connection: Connection, filter: IssueFilter, moment: Moment): OutlineRow[] {
  const condition = compileFilter(filter, moment);
  const sql = `SELECT ${COLUMNS} FROM issue i${joinsOf(condition, filter.sort === "updated")}
    WHERE ${condition.sql} ORDER BY ${compileOrder(filter, condition.selective)}`;
  if (condition.folds) connection.defineFold();
  const beside = besideOf(connection);
  const rows: OutlineRow[] = [];
  for (const found of connection.iterate<Found>(sql, ...condition.values)) {
    const judged = judge(found, moment);
    if (condition.coarse && !meets(filter, found, judged)) continue;
    rows.push(rowOf(found, judged, beside));
    if (rows.length === filter.limit) break;
  }
  return rows;
}

interface Beside {
  readonly labels: ReadonlyMap<number, readonly string[]>;
  readonly messages: ReadonlyMap<string, number>;
  readonly children: ReadonlyMap<string, OutlineRow["children"]>;
  readonly updated: ReadonlyMap<string, number>;
}

/** Counted for all at once: thousands of small questions cost several times as much. */
function besideOf(connection: Connection): Beside {
  const labels = new Map<number, string[]>();
  for (const { n, label } of connection.iterate<{ n: number; label: string }>("SELECT n, label FROM label ORDER BY label")) {
    const there = labels.get(n);
    if (there === undefined) labels.set(n, [label]);
    else there.push(label);
  }
  const threads = "SELECT thread AS id, count(*) AS value FROM message GROUP BY thread";
  const touched = "SELECT t.issue AS id, r.at AS value FROM touched t JOIN revision r ON r.seq = t.seq";
  const parents = `SELECT parent AS id, count(*) AS total, sum(status = 'closed') AS closed FROM issue
    WHERE parent IS NOT NULL AND outcome IS NOT 'deleted' GROUP BY parent`;
  const children = new Map<string, OutlineRow["children"]>();
  for (const { id, total, closed } of connection.iterate<{ id: string; total: number; closed: number }>(parents)) {
    children.set(id, { total, closed });
  }
  return { labels, children, messages: numbers(connection, threads), updated: numbers(connection, touched) };
}

function numbers(connection: Connection, sql: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const { id, value } of connection.iterate<{ id: string; value: number }>(sql)) found.set(id, value);
  return found;
}

const NONE: readonly string[] = [];
const CHILDLESS = { total: 0, closed: 0 };

function rowOf(found: Found, { computed, holder }: ReturnType<typeof judge>, beside: Beside): OutlineRow {
  const { n, id, title, type, priority, parent, assignee, created, origin_project } = found;
  return {
    ...{ id, title, type, priority, parent, assignee, computed, holder, origin_project },
    labels: beside.labels.get(n) ?? NONE,
    children: beside.children.get(id) ?? CHILDLESS,
    messages: beside.messages.get(id) ?? 0,
    updated: toStamp(beside.updated.get(id) ?? created),
  };
}

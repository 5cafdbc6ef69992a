import type { Status } from "../../domain/issue.ts";
import type { Moment } from "../../domain/readiness.ts";
import type { Stats, StatusFilter } from "../snapshot.ts";
import type { Connection } from "./connection.ts";
import { type Candidate, judge } from "./row.ts";

interface Group extends Candidate {
  readonly count: number;
}

/** Open issues without a claim, in groups that the law cannot tell apart: it is asked once for each group. */
const GROUPS = `
SELECT 0 AS n, min(id) AS id, status, assignee, iif(blocked = 1, min(hindrances), hindrances) AS hindrances, hold_until, held_by, gates, NULL AS lease, count(*) AS count
FROM issue WHERE status = 'open' AND lease_until IS NULL AND outcome IS NOT 'deleted'
GROUP BY assignee, hold_until, held_by, gates, blocked, iif(blocked = 1, NULL, hindrances)`;

const LEASED = `
SELECT n, id, status, assignee, hindrances, hold_until, held_by, gates, lease, 1 AS count
FROM issue WHERE status = 'open' AND lease_until IS NOT NULL AND outcome IS NOT 'deleted'`;

const KINDS = `SELECT status, type, priority, count(*) AS count FROM issue
WHERE outcome IS NOT 'deleted' GROUP BY status, type, priority ORDER BY type, priority`;

interface Kind {
  readonly status: Status;
  readonly type: string;
  readonly priority: number;
  readonly count: number;
}

/** Counts what is not deleted. A stored status counts all its issues; the computed ones say how many of the open ones are what. */
export function readStats(connection: Connection, moment: Moment): Stats {
  const by_status: Record<StatusFilter, number> = {
    open: 0,
    deferred: 0,
    closed: 0,
    proposed: 0,
    in_progress: 0,
    blocked: 0,
    ready: 0,
  };
  const by_type: Record<string, number> = {};
  const by_priority: Record<string, number> = {};
  let total = 0;
  for (const { status, type, priority, count } of connection.iterate<Kind>(KINDS)) {
    total += count;
    by_status[status] += count;
    by_type[type] = (by_type[type] ?? 0) + count;
    by_priority[priority] = (by_priority[priority] ?? 0) + count;
  }
  for (const sql of [GROUPS, LEASED]) {
    for (const group of connection.iterate<Group>(sql)) {
      const { computed } = judge(group, moment);
      if (computed !== "open") by_status[computed] += group.count;
    }
  }
  return { total, by_status, by_type, by_priority };
}

/** How many issues bear each label, deleted ones left aside; by name. */
export function readLabels(connection: Connection): { label: string; count: number }[] {
  const sql = `SELECT l.label, count(*) AS count FROM label l JOIN issue i ON i.n = l.n
    WHERE i.outcome IS NOT 'deleted' GROUP BY l.label ORDER BY l.label`;
  return connection.all<{ label: string; count: number }>(sql).map(({ label, count }) => ({ label, count }));
}

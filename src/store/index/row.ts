import type { Lease } from "../../domain/claim.ts";
import type { Issue } from "../../domain/issue.ts";
import { isLive } from "../../domain/lease.ts";
import type { Hindrance, Moment, Standing, TimedGate } from "../../domain/readiness.ts";
import { hindrancesAt } from "../../domain/readiness.ts";
import { toStamp } from "../../domain/time.ts";
import type { Row, StatusFilter } from "../snapshot.ts";
import type { Connection } from "./connection.ts";
import { issueOf } from "./kept-issue.ts";
import { unseal } from "./seal.ts";

/** What the law of readiness needs of an issue, as its columns hold it. */
export interface Candidate {
  readonly n: number;
  readonly id: string;
  readonly status: Issue["status"];
  readonly assignee: string | null;
  readonly hindrances: string | null;
  readonly hold_until: string | null;
  readonly held_by: string | null;
  readonly gates: string | null;
  readonly lease: string | null;
}

export const CANDIDATE = "i.n, i.id, i.status, i.assignee, i.hindrances, i.hold_until, i.held_by, i.gates, i.lease";

const NONE: readonly Hindrance[] = [];

/** What stands between an open issue and work on it but is no mere matter of taste, time or assignment. */
const BLOCKING: ReadonlySet<Hindrance["kind"]> = new Set<Hindrance["kind"]>([
  "needs",
  "needs-success",
  "needs-unknown",
  "cycle",
  "ancestor-blocked",
  "gated",
  "circuit-open",
]);

/** What puts an open issue off to a later time: its own date, or an ancestor that is deferred. */
const PUT_OFF: ReadonlySet<Hindrance["kind"]> = new Set<Hindrance["kind"]>(["deferred-until", "ancestor-deferred"]);

/** How an issue stands at a moment, by the laws of the domain. */
export interface Judged {
  readonly computed: StatusFilter;
  readonly hindrances: readonly Hindrance[];
  readonly lease: Lease | null;
  readonly holder: string | null;
}

/** True if one of the hindrances is another bead's doing or a breaker: what `blocked` means. */
export function isBlocking(hindrances: readonly Hindrance[]): boolean {
  return hindrances.some((hindrance) => BLOCKING.has(hindrance.kind));
}

export function judge(candidate: Candidate, moment: Moment): Judged {
  const lease = candidate.lease === null ? null : unseal<Lease>(candidate.lease);
  const standing: Standing = {
    hindrances: candidate.hindrances === null ? NONE : unseal<Hindrance[]>(candidate.hindrances),
    hold_until: candidate.hold_until,
    held_by: candidate.held_by,
    ...(candidate.gates === null ? {} : { gates: unseal<TimedGate[]>(candidate.gates) }),
  };
  const hindrances = hindrancesAt(standing, candidate, lease, moment);
  const holder = lease !== null && isLive(lease, moment) ? lease.by : null;
  return { computed: computedOf(candidate.status, hindrances, holder), hindrances, lease, holder };
}

function computedOf(status: Issue["status"], hindrances: readonly Hindrance[], holder: string | null): StatusFilter {
  if (status !== "open") return status;
  if (holder !== null) return "in_progress";
  if (hindrances.length === 0) return "ready";
  if (isBlocking(hindrances)) return "blocked";
  return hindrances.some(({ kind }) => PUT_OFF.has(kind)) ? "deferred" : "open";
}

const DETAILS = `
SELECT c.json, c.body, r.at, r.oid,
  (SELECT count(*) FROM message m WHERE m.thread = i.id) AS messages,
  (SELECT json_array(count(*), coalesce(sum(k.status = 'closed'), 0)) FROM issue k
    WHERE k.parent = i.id AND k.outcome IS NOT 'deleted') AS children
FROM issue i JOIN content c ON c.n = i.n LEFT JOIN touched t ON t.issue = i.id LEFT JOIN revision r ON r.seq = t.seq
WHERE i.n = ?`;

interface Details {
  readonly json: string;
  readonly body: string;
  readonly at: number | null;
  readonly oid: string | null;
  readonly messages: number;
  readonly children: string;
}

/** Fills a candidate up to a whole row. */
export function readRow(connection: Connection, candidate: Candidate, judged: Judged): Row {
  const details = connection.get<Details>(DETAILS, candidate.n) as Details;
  const issue = issueOf(details);
  const [total, closed] = JSON.parse(details.children) as [number, number];
  return {
    issue,
    computed: judged.computed,
    hindrances: judged.hindrances,
    lease: judged.lease,
    holder: judged.holder,
    children: { total, closed },
    messages: details.messages,
    updated: details.at === null ? issue.created : toStamp(details.at),
    revision: details.oid ?? "",
  };
}

import { type Buckets, bucketAt, bucketsOf } from "../domain/buckets.ts";
import { type Spread, spreadOf } from "../domain/percentile.ts";
import { toMilliseconds, toStamp } from "../domain/time.ts";
import type { Course } from "../store/snapshot.ts";
import { type AgeGroup, ageGroups } from "./charts/age.ts";
import { type ChartAgent, chartAgents } from "./charts/agents.ts";
import { below, epicOf, type ReportInput, type ReportResult, rangeOf } from "./report.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

/** How the work went, as series. All of it is derived from the files of issues and claims as they stand: what was opened again was never closed. */
export interface ChartsResult extends Pick<ReportResult, "project" | "since" | "until" | "epic"> {
  /** What each number of a series is of: an hour, a day, a week … */
  readonly bucket: Buckets["name"];
  /** When each bucket begins, RFC 3339 UTC. */
  readonly buckets: readonly string[];
  /** Throughput: how many issues were created and closed in each bucket, within the range. */
  readonly created: readonly number[];
  readonly closed: readonly number[];
  /** Burn-up: how many issues there were at the end of each bucket, and how many of them were closed. */
  readonly scope: readonly number[];
  readonly done: readonly number[];
  /** Seconds from filing to closing, and from the first claim to closing, of what was closed in the range. */
  readonly created_to_closed: Spread;
  readonly claimed_to_closed: Spread;
  /** The median of the former in each bucket; null where nothing was closed. */
  readonly cycle: readonly (number | null)[];
  /** Seconds that what is open now has been open. */
  readonly age: Spread;
  readonly age_groups: readonly AgeGroup[];
  /** Who claimed, closed or handed over in the range, who did most first. */
  readonly agents: readonly ChartAgent[];
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** From when on charts tell where nobody says. */
const USUAL = "4w";

/** Throughput, cycle times, ages, agents and burn-up, of a range and of one epic or all. @throws what `rangeOf` and `resolveId` throw */
export async function charts(workspace: Workspace, input: ReportInput): Promise<ChartsResult> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const { since, until } = rangeOf({ ...input, since: input.since ?? USUAL }, workspace.ledger.now());
  const scope = input.issue === undefined ? null : below(snapshot, resolveId(snapshot, input.issue, { exact: false }));
  const range = { since: toMilliseconds(since), until: toMilliseconds(until) };
  const course = within(snapshot.course(range.since), scope);
  const buckets = bucketsOf(range.since, range.until);
  const open = course.issues
    .filter(({ closed }) => closed === null)
    .map(({ created }) => Math.max(0, moment.now - created) / 1000);
  return {
    ...{ project: snapshot.project.name, since, until, epic: epicOf(snapshot, scope) },
    ...{ bucket: buckets.name, buckets: buckets.starts.map(toStamp) },
    ...throughput(course, buckets, range),
    ...burnUp(course, buckets, range),
    ...cycleTimes(course, buckets, range),
    ...{ age: spreadOf(open.map(Math.round)), age_groups: ageGroups(open) },
    agents: chartAgents(course, range),
    now: moment.now,
  };
}

/** Milliseconds since 1970 UTC, from inclusive, until exclusive. */
export interface Range {
  readonly since: number;
  readonly until: number;
}

export function isWithin({ since, until }: Range, at: number | null): at is number {
  return at !== null && at >= since && at < until;
}

function within(course: Course, scope: ReadonlySet<string> | null): Course {
  if (scope === null) return course;
  const of = <T extends { readonly issue: string }>(rows: readonly T[]) => rows.filter(({ issue }) => scope.has(issue));
  const { claims, closers, endings, issues } = course;
  return { issues: issues.filter(({ id }) => scope.has(id)), closers: of(closers), claims: of(claims), endings: of(endings) };
}

function throughput({ issues }: Course, buckets: Buckets, range: Range): Pick<ChartsResult, "created" | "closed"> {
  const count = (times: readonly (number | null)[]) => {
    const counts = buckets.starts.map(() => 0);
    for (const at of times.filter((time) => isWithin(range, time))) {
      const place = bucketAt(buckets, at);
      if (place !== undefined) counts[place] = (counts[place] ?? 0) + 1;
    }
    return counts;
  };
  return { created: count(issues.map(({ created }) => created)), closed: count(issues.map(({ closed }) => closed)) };
}

/** What came before the range counts too. */
function burnUp({ issues }: Course, { size, starts }: Buckets, { until }: Range): Pick<ChartsResult, "scope" | "done"> {
  const upTo = (times: readonly number[]) => {
    const sorted = times.toSorted((a, b) => a - b);
    let count = 0;
    return starts.map((start) => {
      const end = Math.min(start + size, until);
      while (count < sorted.length && (sorted[count] as number) < end) count++;
      return count;
    });
  };
  return { scope: upTo(issues.map(({ created }) => created)), done: upTo(issues.flatMap(({ closed }) => closed ?? [])) };
}

function cycleTimes(
  { claims, issues }: Course,
  buckets: Buckets,
  range: Range,
): Pick<ChartsResult, "created_to_closed" | "claimed_to_closed" | "cycle"> {
  const first = new Map<string, number>();
  for (const { at, issue } of claims) first.set(issue, Math.min(at, first.get(issue) ?? at));
  const ended = issues.flatMap(({ closed, created, id }) => (isWithin(range, closed) ? [{ closed, created, id }] : []));
  const span = (from: number, to: number) => Math.max(0, Math.round((to - from) / 1000));
  const byBucket = Map.groupBy(ended, ({ closed }) => bucketAt(buckets, closed));
  const spans = (of: typeof ended) => of.map(({ closed, created }) => span(created, closed));
  return {
    created_to_closed: spreadOf(spans(ended)),
    claimed_to_closed: spreadOf(
      ended.flatMap(({ closed, id }) => {
        const from = first.get(id);
        return from === undefined ? [] : [span(from, closed)];
      }),
    ),
    cycle: buckets.starts.map((_, place) => spreadOf(spans(byBucket.get(place) ?? [])).p50),
  };
}

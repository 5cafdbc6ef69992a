import { isMoment } from "../domain/id.ts";
import { compareStamps, toStamp } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { EscalationRow } from "./escalations.ts";
import { FEED_REACH, resolveStart } from "./feed.ts";
import { hear } from "./hear.ts";
import { mineOf } from "./mine.ts";
import { type AnomalyRow, anomaliesIn } from "./report/anomalies.ts";
import { type DoneRow, doneIn } from "./report/done.ts";
import { type FlightRow, inFlight } from "./report/flight.ts";
import type { Ground } from "./report/ground.ts";
import { type LessonRow, lessonsFrom } from "./report/lessons.ts";
import { escalationsIn, type QuestionRow, questionsNow, type RulingRow, rulingsIn } from "./report/rulings.ts";
import { type StuckRow, stuckNow } from "./report/stuck.ts";
import { type WorkerRow, workersIn } from "./report/workers.ts";
import { resolveId } from "./resolve-id.ts";
import { resolvePast } from "./resolve-when.ts";
import type { Workspace } from "./workspace.ts";

export interface ReportInput {
  /** How long ago, or a time, as typed; yesterday where nothing is said. */
  readonly since?: string | undefined;
  /** Up to when, as typed; now where nothing is said. */
  readonly until?: string | undefined;
  /** An issue as typed: it and all below it. */
  readonly issue?: string | undefined;
}

/** The morning after: what came of the work, and what waits. All of it is derived. */
export interface ReportResult {
  readonly project: string;
  readonly since: string;
  readonly until: string;
  /** The issue that it is limited to. */
  readonly epic: { readonly id: string; readonly title: string; readonly issues: number } | null;
  readonly created: number;
  readonly done: readonly DoneRow[];
  readonly in_flight: readonly FlightRow[];
  readonly stuck: readonly StuckRow[];
  readonly anomalies: readonly AnomalyRow[];
  readonly decisions: readonly RulingRow[];
  readonly questions: readonly QuestionRow[];
  readonly escalations: readonly EscalationRow[];
  readonly lessons: readonly LessonRow[];
  readonly workers: readonly WorkerRow[];
  /** True where there was more than is looked at: the newest changes only. */
  readonly cut: boolean;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/**
 * What happened in a range, and how things stand now: done, in flight, stuck, odd, decided, escalated, learned, and by whom.
 * @throws BAD_TIME, BAD_RANGE, TIME_TO_COME, what `resolveId` throws
 */
export async function report(workspace: Workspace, input: ReportInput): Promise<ReportResult> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const { since, until } = rangeOf(input, workspace.ledger.now());
  const scope = input.issue === undefined ? null : below(snapshot, resolveId(snapshot, input.issue, { exact: false }));
  const mine = mineOf(workspace, snapshot.project);
  const log = await workspace.ledger.events(since);
  const events = [];
  for await (const { event } of log.read({ code: true, reach: FEED_REACH })) {
    const isAsked = scope === null || (event.bead !== null && scope.has(event.bead));
    if (isAsked && compareStamps(event.at, until) < 0) events.push(hear(event, { snapshot, mine, foreign: false }));
  }
  const ground: Ground = { workspace, snapshot, moment, since, until, events, scope };
  return {
    project: snapshot.project.name,
    since,
    until,
    epic: epicOf(snapshot, scope),
    created: events.filter(({ kind }) => kind === "created").length,
    done: await doneIn(ground),
    in_flight: inFlight(ground, mine.identities),
    stuck: stuckNow(ground),
    anomalies: await anomaliesIn(ground),
    decisions: rulingsIn(ground),
    questions: questionsNow(ground),
    escalations: escalationsIn(ground),
    lessons: lessonsFrom(ground),
    workers: workersIn(ground),
    cut: log.commits >= FEED_REACH,
    now: moment.now,
  };
}

/** From when to when: yesterday till now where nothing is said. @throws BAD_RANGE where nothing can lie in it, and where it does not begin at a time */
export function rangeOf(
  { since = "yesterday", until }: ReportInput,
  now: number,
): { readonly since: string; readonly until: string } {
  const start = resolveStart(since, now);
  const end = until === undefined ? toStamp(now + 1000) : resolvePast(until, now);
  if (isMoment(start) || !start.includes("T")) throw badRange(`A report begins at a time, and ${JSON.stringify(since)} is none.`);
  if (compareStamps(start, end) >= 0) throw badRange(`Nothing lies between ${start} and ${end}.`);
  return { since: start, until: end };
}

function badRange(sentence: string): BeadsError {
  return new BeadsError("usage", "BAD_RANGE", sentence, {
    hints: ["Say --since yesterday, --since 2026-11-20 --until 2026-11-21, or --since 12h."],
  });
}

/** An issue and all that is below it. The first is the issue itself. */
export function below(snapshot: Pick<Snapshot, "children">, root: string): ReadonlySet<string> {
  const found = new Set([root]);
  // A set is walked with what is added to it meanwhile.
  for (const id of found) for (const child of snapshot.children(id)) found.add(child);
  return found;
}

/** What a report is limited to, from the issues that it is about. */
export function epicOf(snapshot: Pick<Snapshot, "issue">, scope: ReadonlySet<string> | null): ReportResult["epic"] {
  const [id] = scope ?? [];
  return id === undefined ? null : { id, title: snapshot.issue(id)?.title ?? id, issues: (scope?.size ?? 1) - 1 };
}

import { cut, oneLine } from "../domain/strip.ts";
import type { ReportResult } from "../services/report.ts";
import { minuteOf } from "./age.ts";
import { countOf } from "./count.ts";
import { codeSpan, inMarkdown } from "./markdown.ts";
import { decisionLines, escalationLines, lessonLines, questionLines } from "./report-rulings.ts";
import { anomalyLines, doneLines, flightLines, stuckLines, workerLines } from "./report-work.ts";

/** The JSON of a report: every list, always. */
export function reportJson(result: ReportResult) {
  const { project, since, until, epic, created, done, in_flight, stuck, anomalies, decisions, questions } = result;
  const { escalations, lessons, workers, cut: isCut } = result;
  return {
    ...{ project, since, until, epic, created, done, in_flight, stuck, anomalies, decisions, questions },
    ...{ escalations, lessons, workers, cut: isCut },
  };
}

export interface ReportStyle {
  /** At most so many rows in each section; null: all. */
  readonly limit: number | null;
}

/** A report in markdown. Every section is there, so that nobody has to wonder whether it was looked at. */
export function renderReport(result: ReportResult, { limit }: ReportStyle): string[] {
  const section = <T>(title: string, rows: readonly T[], lines: (row: T) => readonly string[]): string[] => {
    const shown = limit === null ? rows : rows.slice(0, limit);
    const more = rows.length - shown.length;
    const rest = more === 0 ? [] : [`- and ${countOf(more, "more", "more")}`];
    return [
      "",
      `## ${title}${rows.length === 0 ? "" : ` (${rows.length})`}`,
      "",
      ...(rows.length === 0 ? ["None."] : [...shown.flatMap(lines), ...rest]),
    ];
  };
  const moment = { now: result.now };
  return [
    ...headLines(result),
    ...section("Done", result.done, doneLines),
    ...section("In flight", result.in_flight, (row) => flightLines(row, moment)),
    ...section("Stuck", result.stuck, (row) => stuckLines(row, moment)),
    ...section("Anomalies", result.anomalies, anomalyLines),
    ...section("Decisions", result.decisions, decisionLines),
    ...section("Open questions", result.questions, questionLines),
    ...section("Escalations", result.escalations, escalationLines),
    ...section("Lessons", result.lessons, lessonLines),
    ...section("Who worked", result.workers, workerLines),
  ];
}

function headLines({ created, cut: isCut, done, epic, project, since, until, workers }: ReportResult): string[] {
  const about = epic === null ? "" : `: ${inMarkdown(cut(oneLine(epic.title), MOST))}`;
  const scope = epic === null ? "" : ` It is about ${codeSpan(epic.id)} and ${countOf(epic.issues, "issue")} below it.`;
  const counts = `${countOf(done.length, "issue")} done, ${created} new, by ${workers.length === 0 ? "nobody" : countOf(workers.length, "name")}.`;
  return [
    `# Report of ${inMarkdown(project)}${about}`,
    "",
    `${minuteOf(since)} to ${minuteOf(until)} UTC: ${counts}${scope} What is in flight and stuck is so now.`,
    ...(isCut ? ["", "There was more than the newest 10,000 changes, which are looked at."] : []),
  ];
}

/** The most characters of a title. */
const MOST = 200;

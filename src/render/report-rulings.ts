import type { ReportResult } from "../services/report.ts";
import { minuteOf } from "./age.ts";
import { codeSpan } from "./markdown.ts";
import { about, FOREIGN, words } from "./report-work.ts";

type RowOf<K extends keyof ReportResult> = ReportResult[K] extends readonly (infer Row)[] ? Row : never;

/** What was decided, and by whom; a question that fell to its default was decided by nobody. */
export function decisionLines({ at, by, id, state, title, words: said }: RowOf<"decisions">): string[] {
  const who = by === null ? ": nobody answered in time" : ` by ${codeSpan(by)}`;
  return [`${about(id, title)}: ${state}${who} at ${minuteOf(at)}${said === "" ? "" : `: ${words(said)}`}`];
}

export function questionLines({ approver, by, deadline, gates, id, recommend, title }: RowOf<"questions">): string[] {
  const parts = [
    `asked by ${codeSpan(by)}`,
    ...(approver === null ? [] : [`waits for ${codeSpan(approver)}`]),
    ...(deadline === null ? [] : [`until ${minuteOf(deadline)}`]),
    ...(recommend === null ? [] : [`recommended: ${words(recommend)}`]),
    ...(gates.length === 0 ? [] : [`holds up ${gates.map(codeSpan).join(", ")}`]),
  ];
  return [`${about(id, title)}: ${parts.join("; ")}`];
}

export function escalationLines(row: RowOf<"escalations">): string[] {
  const { acked_by, at, by, category, ended, ended_by, id, issue, level, open, pausing, reason, title } = row;
  const state = open
    ? [
        pausing ? "open, the project is paused" : "open",
        ...(acked_by === null ? ["nobody acknowledged it"] : [`${codeSpan(acked_by)} looks at it`]),
      ]
    : [`over${ended_by === null ? "" : ` by ${codeSpan(ended_by)}`}${ended === null ? "" : ` at ${minuteOf(ended)}`}`];
  const on = issue === null ? "" : ` on ${codeSpan(issue)}`;
  return [
    `${about(id, title)}: level ${level}, ${words(category)}${on}, by ${codeSpan(by)} at ${minuteOf(at)}; ${state.join(", ")}`,
    ...(reason === null || reason.trim() === "" ? [] : [`  - ${words(reason)}`]),
  ];
}

export function lessonLines({ at, by, foreign, from, words: said }: RowOf<"lessons">): string[] {
  return [
    `- ${words(said)} (${from === "" ? "" : `${codeSpan(from)}, `}${codeSpan(by)}, ${minuteOf(at)}${foreign ? `,${FOREIGN}` : ""})`,
  ];
}

import type { Issue } from "../../domain/issue.ts";
import type { Message } from "../../domain/message.ts";
import type { OwnType } from "../../domain/project.ts";
import { messagesOf } from "./comments.ts";
import { cyclesAmong } from "./cycles.ts";
import { edgesOf } from "./edge.ts";
import { linkIssues } from "./link.ts";
import { type Mapped, mapIssue, type Note } from "./map-issue.ts";
import { readLines } from "./read-lines.ts";
import { type DependencyReport, reportEdges } from "./report.ts";
import type { Fault, Reading } from "./row.ts";
import { ownTypes } from "./type.ts";

/** What the translation asks of the ledger that the issues go to. */
export interface Destination {
  /** The identity of the project. */
  readonly project: string;
  has(id: string): boolean;
}

/** A whole export in bd's own nouns, with all that is to be said about it. */
export interface Translation {
  readonly reading: Reading;
  readonly issues: readonly Issue[];
  readonly messages: readonly Message[];
  readonly types: readonly OwnType[];
  readonly statuses: Readonly<Record<string, number>>;
  readonly dependencies: DependencyReport;
  readonly cycles: readonly (readonly string[])[];
  readonly notes: readonly Note[];
  /** Lines that cannot come in, in order. */
  readonly faults: readonly Fault[];
}

/** Translates the text of an export; pure, so that the same text always gives the same beads. */
export function translate(text: string, destination: Destination): Translation {
  const reading = readLines(text);
  const outcomes = reading.issues.map(mapIssue);
  const mapped = outcomes.filter((outcome): outcome is Mapped => "issue" in outcome);
  const faults = outcomes.filter((outcome): outcome is Fault => "reason" in outcome);
  const tombstones = new Set(reading.tombstones.map((row) => row.id));
  const rows = [...reading.issues, ...reading.tombstones].sort((a, b) => a.line - b.line);
  const { issues, fates } = linkIssues(
    mapped.map(({ issue }) => issue),
    rows.flatMap(edgesOf),
    { isTombstone: (id) => tombstones.has(id), isHere: destination.has },
  );
  const threads = mapped.map((each) => messagesOf(each, destination.project));
  return {
    reading,
    issues,
    messages: threads.flatMap((thread) => thread.messages),
    types: ownTypes(issues.map((issue) => issue.type)),
    statuses: changedStatuses(mapped),
    dependencies: reportEdges(fates),
    cycles: cyclesAmong(issues),
    notes: [...mapped.flatMap((each) => each.notes), ...threads.flatMap((thread) => thread.notes)].sort(
      (a, b) => a.line - b.line,
    ),
    faults: [...reading.faults, ...faults].sort((a, b) => a.line - b.line),
  };
}

function changedStatuses(mapped: readonly Mapped[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, issue } of mapped) if (status !== issue.status) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

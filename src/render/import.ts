import type { Fate } from "../services/import/edge.ts";
import type { ImportReport } from "../services/import/report.ts";
import type { Fault } from "../services/import/row.ts";

/** The report as JSON: every field, every dropped or changed dependency by name. */
export function importJson(report: ImportReport): object {
  const { dependencies } = report;
  return {
    ...report,
    tombstones: { count: report.tombstones.length, ids: report.tombstones },
    dependencies: {
      ...dependencies,
      dropped_edges: dependencies.dropped_edges.map(edgeJson),
      changed_edges: dependencies.changed_edges.map(edgeJson),
    },
  };
}

/** The report in words: counts first, then what came in otherwise than it was. */
export function renderImport(report: ImportReport): string[] {
  return [
    headline(report),
    ...(report.tombstones.length === 0
      ? []
      : [`${count(report.tombstones.length, "tombstone")} skipped: issues that were deleted there.`]),
    ...(report.messages === 0 ? [] : [`${count(report.messages, "comment")} as messages.`]),
    ...dependencyLines(report),
    ...countLines("now open, with the assignee kept", report.statuses),
    ...(report.types.length === 0 ? [] : [`New types of this project: ${report.types.map(typeWord).join(", ")}.`]),
    ...countLines("records that are no issues, left out", report.others),
    ...report.cycles.map((ids) => `A cycle, so that none of them is ready: ${ids.join(", ")}.`),
    ...report.notes.map((note) => `Line ${note.line} (${note.id}): ${note.note}`),
    ...[...report.repeated, ...report.skipped].map(faultLine),
  ];
}

function headline({ issues, source, dry_run }: ImportReport): string {
  const before = issues.unchanged === 0 ? "" : ` ${issues.unchanged} were here before and stay as they are.`;
  if (issues.created === 0) return `Nothing new in ${source}.${before}`;
  return `${dry_run ? "Would import" : "Imported"} ${count(issues.created, "issue")} from ${source}.${before}`;
}

function dependencyLines({ dependencies }: ImportReport): string[] {
  if (dependencies.total === 0) return [];
  const fields = Object.entries(dependencies.kept_as).filter(([, number]) => number > 0);
  const kept = fields.map(([field, number]) => `${field.replaceAll("_", " ")} ${number}`).join(", ");
  const onTombstones = dependencies.on_tombstones === 0 ? "" : ` (${dependencies.on_tombstones} on tombstones)`;
  const named = [...dependencies.changed_edges, ...dependencies.dropped_edges.filter((edge) => !edge.tombstone)];
  return [
    `${count(dependencies.total, "dependency", "dependencies")}: ${dependencies.kept} kept${kept === "" ? "" : ` (${kept})`}, ${dependencies.dropped} dropped${onTombstones}.`,
    ...named.map((edge) => `  ${edge.issue} ${edge.type} ${edge.target}: ${edge.reason}`),
  ];
}

function countLines(what: string, counts: Readonly<Record<string, number>>): string[] {
  const entries = Object.entries(counts);
  return entries.length === 0 ? [] : [`${entries.map(([word, number]) => `${number} ${word}`).join(", ")}: ${what}.`];
}

function faultLine({ line, id, reason }: Fault): string {
  return `Line ${line}${id === null ? "" : ` (${id})`} left out: ${reason}`;
}

function edgeJson({ line, issue, target, type, kept_as, reason }: Fate): object {
  return { line, issue, target, type, kept_as, reason };
}

function typeWord(type: { readonly name: string; readonly workable: boolean }): string {
  return type.workable ? type.name : `${type.name} (not workable)`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

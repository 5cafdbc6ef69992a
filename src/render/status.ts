import { oneLine } from "../domain/strip.ts";
import { toMilliseconds } from "../domain/time.ts";
import { lowWaterLine } from "../services/low-water.ts";
import type { StatusFilter } from "../services/row.ts";
import type { StatusResult } from "../services/status.ts";
import { ageOf } from "./age.ts";
import { attentionJson, escalationLines, questionLines } from "./attention.ts";
import { countOf } from "./count.ts";
import { renderProposed } from "./proposed.ts";
import { renderReservedCount } from "./reservation.ts";
import { renderRows, rowJson } from "./row.ts";
import { symbolOf, wordOf } from "./state.ts";
import { bold, type Style } from "./style.ts";

const STATES: readonly StatusFilter[] = ["ready", "in_progress", "blocked", "deferred", "proposed", "closed"];

export function statusJson(result: StatusResult) {
  const { project, stats, mine, health, proposed, invalid, cycles, standoffs, acknowledged, now } = result;
  return {
    project,
    counts: { total: stats.total, ...stats.by_status },
    by_type: stats.by_type,
    by_priority: stats.by_priority,
    ...attentionJson(result.attention),
    mine: mine.map(rowJson),
    remote: health.remote,
    branch: health.branch,
    tip: health.tip,
    fetched: health.fetched,
    fetched_seconds_ago: health.fetched === null ? null : Math.max(0, Math.round((now - toMilliseconds(health.fetched)) / 1000)),
    pending: health.pending,
    push: health.push,
    proposed,
    under_way: result.under_way,
    reservations: result.reservations,
    lost: health.lost.map(({ op, verb, actor, at, kind, code, message, subject }) => ({
      op,
      verb,
      actor,
      at,
      kind,
      code,
      message,
      subject,
    })),
    acknowledged,
    invalid,
    cycles,
    standoffs,
    contradictions: result.attention.contradictions,
    alerts_failed: result.alerts_failed,
    hand_edited: health.hand_edited,
    view: health.view,
    warnings: health.warnings,
  };
}

/** The counts, then a section for each thing that there is to say. */
export function renderStatus(result: StatusResult, style: Style): string[] {
  const { project, health, mine } = result;
  return [
    `${bold(style, oneLine(project.name))} (${oneLine(project.identity)})`,
    ...section(style, headingOf(result), escalationLines(result.attention, style)),
    ...section(style, "QUESTIONS (bd answer)", questionLines(result.attention, result.now)),
    ...(result.attention.escalations.length + result.attention.questions.length === 0 ? [] : [""]),
    ...countLines(result, style),
    ...(result.attention.low_water === null ? [] : [`  ${lowWaterLine(result.attention.low_water)}`]),
    ...(result.acknowledged.length === 0
      ? []
      : [`  ${countOf(result.acknowledged.length, "change")} taken off the list of what was lost`]),
    ...renderReservedCount(result.reservations),
    ...section(style, "YOURS", renderRows(mine, style)),
    ...section(style, "SHARED", sharedLines(result)),
    ...section(style, "NOT KEPT (bd status --ack-lost takes them off the list)", lostLines(result)),
    ...section(style, "CANNOT BE READ", invalidLines(result)),
    ...section(
      style,
      "CYCLES (none of them can be ready)",
      result.cycles.map((ids) => `  ${ids.map((id) => oneLine(result.shorten(id))).join(" -> ")}`),
    ),
    ...section(style, "WAITING FOR EACH OTHER", standoffLines(result)),
    ...section(
      style,
      "DECISIONS THAT MAY CONTRADICT EACH OTHER (bd decide relate, or supersede)",
      result.attention.contradictions.map((pair) => `  ${pair.map(oneLine).join(" and ")}`),
    ),
    ...section(
      style,
      "EDITED BY HAND (in the view; bd leaves them alone and does not read them)",
      health.hand_edited.map((path) => `  ${oneLine(path)}`),
    ),
    ...section(
      style,
      "WARNINGS",
      [...health.warnings, ...result.alerts_failed.map(failureWords)].map((line) => `  ${oneLine(line)}`),
    ),
  ];
}

function failureWords({ title, route, tries, why }: StatusResult["alerts_failed"][number]): string {
  return `Alert not sent by ${route}: ${title}: ${why} (tried ${tries === 1 ? "once" : `${tries} times`})`;
}

function headingOf({ attention }: StatusResult): string {
  return attention.paused === null
    ? "ESCALATED (bd escalate ack, resolve)"
    : "ESCALATED, AND THE PROJECT IS PAUSED (bd pause --off)";
}

function section(style: Style, heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", bold(style, heading), ...lines];
}

/** The states that there are, and how many there are of all. */
function countLines({ stats }: StatusResult, style: Style): string[] {
  if (stats.total === 0) return ['  no issues yet: bd create "title" makes one'];
  const counts: Readonly<Record<StatusFilter, number>> = stats.by_status;
  const some = STATES.filter((state) => state === "ready" || counts[state] > 0);
  const parts = some.map((state) => `${symbolOf(state, style)} ${counts[state]} ${wordOf(state)}`);
  const rest = STATES.reduce((left, state) => left - counts[state], stats.total);
  if (rest > 0) parts.push(`${symbolOf("open", style)} ${rest} not ready`);
  const waits =
    counts.proposed === 0 ? [] : [`  ${counts.proposed} proposed by other projects: bd list -s proposed, then accept or reject`];
  return [`  ${parts.join("  ")}  (${countOf(stats.total, "issue")})`, ...waits];
}

function sharedLines(result: StatusResult): string[] {
  const waits =
    result.under_way === 0 ? [] : [`  ${countOf(result.under_way, "thing")} on the way to other projects: bd outbox list`];
  return [...remoteLines(result), ...waits];
}

function remoteLines({ health, proposed, now }: StatusResult): string[] {
  const { remote, branch, fetched } = health;
  if (remote === null) return ["  no remote: everything stays in this clone"];
  const seen = fetched === null ? "not fetched yet" : `fetched ${ageOf(fetched, now)}`;
  const first = `  ${oneLine(remote)}, branch ${oneLine(branch)}: ${seen}, ${waitsWords(health)}`;
  return [first, ...(proposed === null || proposed.changes === 0 ? [] : renderProposed(proposed).map((line) => `  ${line}`))];
}

/** Where a person merges, nothing is ever just pushed. */
function waitsWords({ pending, push, proposed }: StatusResult["health"]): string {
  if (push === "direct") return pending === 0 ? "everything is pushed" : `${countOf(pending, "change")} not pushed yet`;
  const rest = pending - (proposed?.changes ?? 0);
  if (pending === 0) return "everything is merged";
  return rest === 0 ? `${countOf(pending, "change")} not merged yet` : `${countOf(rest, "change")} not proposed yet`;
}

function lostLines({ health }: StatusResult): string[] {
  return health.lost.flatMap(({ op, kind, subject, message, at }) => [
    `  ${kind}  ${oneLine(subject)}`,
    `        ${oneLine(message)} (${oneLine(at)}, ${oneLine(op)})`,
  ]);
}

/** Each ring of agents on lines of its own: whoever of them lets go first frees the others. */
function standoffLines({ standoffs, shorten }: StatusResult): string[] {
  const name = (id: string) => oneLine(shorten(id));
  return standoffs.flatMap((ring) =>
    ring.map(
      ({ by, holds, waits_for, held_by }, at) =>
        `  ${at === 0 ? "" : "and "}${oneLine(by)} holds ${name(holds)}, which waits for ${name(waits_for)}, held by ${oneLine(held_by)}`,
    ),
  );
}

/** So many files that cannot be read are named: somebody who broke thousands must not push everything else off the screen. */
const NAMED = 20;

function invalidLines({ invalid }: StatusResult): string[] {
  const lines = invalid
    .slice(0, NAMED)
    .map(({ path, line, reason }) => `  ${oneLine(path)}${line === null ? "" : `:${line}`}  ${oneLine(reason)}`);
  return invalid.length > NAMED ? [...lines, `  and ${invalid.length - NAMED} more: bd doctor names them all`] : lines;
}

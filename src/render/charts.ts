import type { Spread } from "../domain/percentile.ts";
import { oneLine } from "../domain/strip.ts";
import type { ChartsResult } from "../services/charts.ts";
import { minuteOf, spanOf } from "./age.ts";
import { cellsOf, cut, pad } from "./cells.ts";
import { countOf } from "./count.ts";
import { bar, highest, spark } from "./spark.ts";
import { bold, dim, paint, type Style } from "./style.ts";

/** The JSON of charts: the series, and nothing that depends on a terminal. */
export function chartsJson(result: ChartsResult) {
  const { now: _now, ...rest } = result;
  return rest;
}

/** So many names are shown. */
const NAMES = 12;
const BAR = 34;
/** What takes less is drawn as a part of it, in seconds: next to nothing is no full column. */
const MINUTE = 60;

/** Sparklines and bars, at most 80 columns wide. */
export function renderCharts(result: ChartsResult, style: Style): string[] {
  const { bucket, created, closed, done, epic, project, scope, since, until } = result;
  const about = epic === null ? "" : ` · ${oneLine(epic.id)} ${oneLine(epic.title)}`;
  const head = `Charts of ${oneLine(project)}${style.ascii ? about.replace("·", "-") : about}`;
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const line = (name: string, picture: string, words: string) => `  ${pad(name, 9)} ${picture}  ${dim(style, words)}`;
  const mostMoved = Math.max(highest(created), highest(closed));
  const mostThere = highest(scope);
  return [
    cut(head, 80, style.ascii ? ".." : "…"),
    `${minuteOf(since)} to ${minuteOf(until)} UTC; each column is ${bucket === "hour" ? "an hour" : bucket === "4 weeks" ? bucket : `a ${bucket}`}`,
    "",
    bold(style, `THROUGHPUT (at most ${mostMoved})`),
    line("created", spark(created, style, mostMoved), String(sum(created))),
    line("closed", paint(style, "green", spark(closed, style, mostMoved)), String(sum(closed))),
    "",
    bold(style, "BURN-UP"),
    line("issues", spark(scope, style, mostThere), String(scope.at(-1) ?? 0)),
    line("closed", paint(style, "green", spark(done, style, mostThere)), String(done.at(-1) ?? 0)),
    "",
    bold(style, "CYCLE TIME (of what was closed)"),
    line("median", spark(result.cycle, style, Math.max(MINUTE, highest(result.cycle))), ""),
    spreadLine("created to closed", result.created_to_closed),
    spreadLine("claimed to closed", result.claimed_to_closed),
    "",
    bold(style, `AGE OF OPEN WORK (${countOf(result.age.count, "issue")})`),
    ...ageLines(result, style),
    spreadLine("open for", result.age),
    "",
    bold(style, "CLAIMS AND HAND-OVERS"),
    ...agentLines(result, style),
  ].map((text) => text.trimEnd());
}

function spreadLine(name: string, { count, max, p50, p75, p90 }: Spread): string {
  if (count === 0) return `  ${pad(name, 17)} nothing`;
  const words = [
    ["half in", p50],
    ["75%", p75],
    ["90%", p90],
    ["all", max],
  ] as const;
  return `  ${pad(name, 17)} ${words.map(([word, seconds]) => `${word} ${spanOf((seconds ?? 0) * 1000)}`).join(", ")}`;
}

/** What a group of ages is called. */
export function ageWords({ from_days, to_days }: ChartsResult["age_groups"][number]): string {
  if (to_days === null) return `${from_days} days on`;
  return from_days === 0 ? "under a day" : `${from_days} to ${to_days} days`;
}

function ageLines({ age_groups }: ChartsResult, style: Style): string[] {
  const most = highest(age_groups.map(({ count }) => count));
  return age_groups.map(
    (group) => `  ${pad(ageWords(group), 13)} ${pad(String(group.count), 5)} ${bar(group.count, { most, width: BAR }, style)}`,
  );
}

function agentLines({ agents }: ChartsResult, style: Style): string[] {
  if (agents.length === 0) return ["  nobody"];
  const shown = agents.slice(0, NAMES);
  const most = highest(shown.map(({ claimed }) => claimed));
  const names = shown.map(({ name }) => cut(oneLine(name), 20, style.ascii ? ".." : "…"));
  const wide = Math.max(...names.map(cellsOf));
  const rest = agents.length - shown.length;
  return [
    ...shown.map(({ claimed, closed, handed_off, lost }, at) => {
      const parts = [
        `${claimed} claimed`,
        `${closed} closed`,
        ...(handed_off === 0 ? [] : [`${handed_off} handed over`]),
        ...(lost === 0 ? [] : [`${lost} lost`]),
      ];
      return `  ${pad(names[at] ?? "", wide)}  ${pad(bar(claimed, { most, width: 12 }, style), 12)}  ${parts.join(", ")}`;
    }),
    ...(rest === 0 ? [] : [`  and ${countOf(rest, "more name")}`]),
  ];
}

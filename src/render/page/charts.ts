import type { Spread } from "../../domain/percentile.ts";
import type { ChartsResult } from "../../services/charts.ts";
import { spanOf } from "../age.ts";
import { ageWords } from "../charts.ts";
import { inMarkup } from "../markup.ts";
import { highest } from "../spark.ts";
import { barsChart, burnUpChart, columnsChart } from "./chart-svg.ts";

/** The charts of a page, each with what it shows in words and its numbers in a table. */
export function chartFigures(result: ChartsResult): string[] {
  const { agents, age, bucket, buckets, closed, created, cycle, done, scope } = result;
  const columns = buckets.map((at) => (bucket === "hour" ? at.slice(11, 16) : at.slice(5, 10)));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const each = `a column is ${bucket === "hour" ? "an hour" : bucket === "4 weeks" ? bucket : `a ${bucket}`}`;
  const [unit, size] =
    highest(cycle) < 3 * 3600
      ? (["minutes", 60] as const)
      : highest(cycle) < 3 * 86_400
        ? (["hours", 3600] as const)
        : (["days", 86_400] as const);
  const medians = cycle.map((seconds) => (seconds === null ? null : seconds / size));
  const at = (values: readonly (number | string | null)[]) => (place: number) => String(values[place] ?? "–");
  const times = { columns, buckets };
  return [
    '<div class="charts">',
    ...figure("Throughput", `${sum(created)} created (hollow), ${sum(closed)} closed (filled); ${each}.`, [
      ...columnsChart(
        {
          label: `${sum(created)} created and ${sum(closed)} closed`,
          columns,
          most: Math.max(highest(created), highest(closed)),
        },
        [
          { name: "created", values: created },
          { name: "closed", values: closed },
        ],
      ),
      ...numbers(times, [
        ["created", at(created)],
        ["closed", at(closed)],
      ]),
    ]),
    ...figure("Burn-up", `${scope.at(-1) ?? 0} issues (dashed), ${done.at(-1) ?? 0} of them closed (solid).`, [
      ...burnUpChart(
        { label: `${done.at(-1) ?? 0} of ${scope.at(-1) ?? 0} issues are closed`, columns, most: highest(scope) },
        scope,
        done,
      ),
      ...numbers(times, [
        ["issues", at(scope)],
        ["closed", at(done)],
      ]),
    ]),
    ...figure("Cycle time", `Median ${unit} from filing to closing; ${each}.`, [
      ...columnsChart({ label: `Median ${unit} from filing to closing`, columns, most: Math.max(1, highest(medians)) }, [
        { name: "closed", values: medians },
      ]),
      ...spreads([
        ["created to closed", result.created_to_closed],
        ["claimed to closed", result.claimed_to_closed],
      ]),
    ]),
    ...figure(
      "Age of open work",
      `${age.count} open${age.p50 === null ? "" : `, half of them for ${spanOf(age.p50 * 1000)} at most`}.`,
      [
        ...barsChart(
          "How many open issues have which age",
          result.age_groups.map((group) => ({ name: ageWords(group), value: group.count })),
        ),
      ],
    ),
    ...figure(
      "Claims and hand-overs",
      agents.length === 0 ? "Nobody claimed anything." : "What each name did with claims.",
      agentTable(agents),
    ),
    "</div>",
  ];
}

function figure(title: string, words: string, inner: readonly string[]): string[] {
  return [`<figure><figcaption>${title}</figcaption><p class="quiet">${words}</p>`, ...inner, "</figure>"];
}

type Column = readonly [name: string, at: (place: number) => string];

function numbers(
  { columns, buckets }: { readonly columns: readonly string[]; readonly buckets: readonly string[] },
  series: readonly Column[],
): string[] {
  return [
    "<details><summary>The numbers</summary>",
    `<table><thead><tr><th scope="col">from</th>${series.map(([name]) => `<th scope="col">${name}</th>`).join("")}</tr></thead><tbody>`,
    ...columns.map(
      (name, place) =>
        `<tr><th scope="row"><time datetime="${buckets[place]}">${name}</time></th>${series.map(([, at]) => `<td>${at(place)}</td>`).join("")}</tr>`,
    ),
    "</tbody></table></details>",
  ];
}

function spreads(rows: readonly (readonly [string, Spread])[]): string[] {
  const words = (seconds: number | null) => (seconds === null ? "–" : spanOf(seconds * 1000));
  return [
    '<table><thead><tr><th scope="col">time</th><th scope="col">closed</th><th scope="col">half</th><th scope="col">75%</th><th scope="col">90%</th><th scope="col">all</th></tr></thead><tbody>',
    ...rows.map(
      ([name, { count, max, p50, p75, p90 }]) =>
        `<tr><th scope="row">${name}</th><td>${count}</td>${[p50, p75, p90, max].map((seconds) => `<td>${words(seconds)}</td>`).join("")}</tr>`,
    ),
    "</tbody></table>",
  ];
}

/** So many names stand in the table. */
const NAMES = 30;

function agentTable(agents: ChartsResult["agents"]): string[] {
  if (agents.length === 0) return [];
  return [
    '<table><thead><tr><th scope="col">name</th><th scope="col">claimed</th><th scope="col">closed</th><th scope="col">handed over</th><th scope="col">lost</th></tr></thead><tbody>',
    ...agents
      .slice(0, NAMES)
      .map(
        ({ name, claimed, closed, handed_off, lost }) =>
          `<tr><th scope="row">${inMarkup(name)}</th>${[claimed, closed, handed_off, lost].map((count) => `<td>${count}</td>`).join("")}</tr>`,
      ),
    "</tbody></table>",
    ...(agents.length > NAMES ? [`<p class="quiet">and ${agents.length - NAMES} more</p>`] : []),
  ];
}

import { oneLine } from "../domain/strip.ts";
import type { CreatedIssue, CreateResult } from "../services/create.ts";

import { countOf } from "./count.ts";
import { landingJson, reachWords } from "./landing.ts";
import { lookalikesJson, renderLookalikes } from "./lookalikes.ts";
import { rowJson } from "./row.ts";
import { bold, type Style } from "./style.ts";

/** One object for each issue that was made; `revision` is empty under `--dry-run`. */
export function createJson({ landing, issues }: CreateResult) {
  return issues.map(({ row, blocks, supersedes, lookalikes }) => ({
    ...rowJson(row),
    ...landingJson(landing),
    blocks,
    supersedes,
    lookalikes: lookalikesJson(lookalikes),
  }));
}

/** What was made, two lines an issue. */
export function renderCreate({ landing, issues, shorten }: CreateResult, style: Style): string[] {
  const word = landing.op === null ? "Would create" : "Created";
  return issues.flatMap((created) => [
    `${word} ${bold(style, created.id)}: ${oneLine(created.row.issue.title)}`,
    `  ${factsOf(created, shorten).join(" · ")} · ${reachWords(landing)}`,
  ]);
}

function factsOf({ row: { issue }, blocks, supersedes }: CreatedIssue, shorten: CreateResult["shorten"]): string[] {
  const name = (id: string) => oneLine(shorten(id));
  return [
    issue.type,
    `P${issue.priority}`,
    ...(issue.labels.length > 0 ? [issue.labels.map(oneLine).join(",")] : []),
    ...(issue.assignee === null ? [] : [`for ${oneLine(issue.assignee)}`]),
    ...(issue.parent === null ? [] : [`child of ${oneLine(issue.parent)}`]),
    ...(issue.needs.length > 0 ? [`needs ${issue.needs.map(({ id }) => name(id)).join(", ")}`] : []),
    ...(blocks.length > 0 ? [`needed by ${blocks.map(oneLine).join(", ")}`] : []),
    ...(supersedes.length > 0 ? [`supersedes ${supersedes.map(oneLine).join(", ")}`] : []),
    ...(issue.related.length > 0 ? [`related to ${issue.related.map(name).join(", ")}`] : []),
    ...(issue.discovered_from.length > 0 ? [`discovered from ${issue.discovered_from.map(name).join(", ")}`] : []),
    ...(issue.defer_until === null ? [] : [`deferred until ${issue.defer_until}`]),
    ...(issue.due === null ? [] : [`due ${issue.due}`]),
  ];
}

/** More would drown what else is said. */
const MOST_HINTS = 10;

/** Hints for standard error: what says nearly the same. */
export function createHints({ issues }: CreateResult): string[] {
  const hints = issues.flatMap(({ id, lookalikes }) => renderLookalikes(id, lookalikes));
  const rest = hints.length - MOST_HINTS;
  return rest > 0 ? [...hints.slice(0, MOST_HINTS), `${countOf(rest, "more look-alike")}; --json names them all.`] : hints;
}

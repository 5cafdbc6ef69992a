import { oneLine } from "../domain/strip.ts";
import type { ReleaseResult } from "../services/release.ts";
import { attemptsJson } from "./attempts.ts";
import { landingJson, reachSuffix } from "./landing.ts";
import { rowJson } from "./row.ts";
import { bold, type Style } from "./style.ts";

export function releaseJson({ row, landing, epoch, holder, reason, attempts }: ReleaseResult) {
  return { ...rowJson(row), ...landingJson(landing), epoch, released_from: holder, reason, attempts: attemptsJson(attempts) };
}

/** What was given back, and by whom it was held. */
export function renderRelease({ row, landing, epoch, holder, attempts }: ReleaseResult, style: Style): string[] {
  const id = bold(style, row.issue.id);
  const title = oneLine(row.issue.title);
  if (!landing.changed) return [`${id} is not claimed any more: ${title}`];
  const word = landing.op === null ? "Would release" : "Released";
  const closed = `  ${attempts.failures} attempts failed or expired: nobody is offered it until bd update ${row.issue.id} --reset-attempts.`;
  return [
    `${word} ${id}: ${title}`,
    `  epoch ${epoch} of ${oneLine(holder ?? "nobody")}${reachSuffix(landing)}`,
    ...(attempts.circuit_open ? [closed] : []),
  ];
}

import { oneLine } from "../domain/strip.ts";
import type { Explained, Obstacle } from "../services/obstacle.ts";
import { minuteOf } from "./age.ts";
import { cut } from "./cells.ts";
import { thereWords } from "./link.ts";
import { renderRow, rowColumns, rowJson } from "./row.ts";
import { wordOf } from "./state.ts";
import type { Style } from "./style.ts";

/** One reason in words. */
export function obstacleWords(obstacle: Obstacle): string {
  if (obstacle.address !== null) return elsewhereWords(obstacle);
  const id = oneLine(obstacle.id ?? "");
  const detail = oneLine(obstacle.detail ?? "");
  switch (obstacle.kind) {
    case "status":
      return detail === "proposed" ? "proposed by another project; bd accept takes it in" : `is ${detail}`;
    case "type":
      return detail === "" ? "is of a type that is not worked on" : `is of a type that is not worked on: ${detail}`;
    case "claimed":
      return `claimed by ${detail}`;
    case "needs":
      return `needs ${id}${known(obstacle)}`;
    case "needs-success":
      return `needs ${id} to succeed, and it failed`;
    case "needs-unknown":
      return `needs ${id}, which is not known here`;
    case "cycle":
      return `is on a cycle of needs${detail === "" ? "" : `: ${detail}`}`;
    case "ancestor-blocked":
      return `its ancestor ${id} is blocked`;
    case "ancestor-deferred":
      return `its ancestor ${id} is deferred${detail === "" ? "" : ` until ${detail}`}`;
    case "deferred-until":
      return `deferred until ${detail}`;
    case "gated":
      return `waits for an answer to ${id}${detail === "" ? "" : ` until ${minuteOf(detail)}`}${known(obstacle)}`;
    case "assigned":
      return `assigned to ${detail}`;
    case "circuit-open":
      return "three attempts in a row failed or expired";
  }
}

/** What another project's issue keeps from being done. Its title is that project's text. */
function elsewhereWords(obstacle: Obstacle): string {
  const name = oneLine(obstacle.address ?? "");
  if (obstacle.kind === "needs-unknown") return `waits for ${name}, which is not known here yet`;
  const title = obstacle.title === null ? "" : `: ${oneLine(obstacle.title)}`;
  if (obstacle.kind === "needs-success") return `waits for ${name} to succeed, and it failed (${thereWords(obstacle)})${title}`;
  return `waits for ${name} (${thereWords(obstacle)})${title}`;
}

function known({ title, status }: Obstacle): string {
  const word = status === null ? "" : ` (${wordOf(status)})`;
  return title === null ? word : `${word}: ${oneLine(title)}`;
}

/** An issue's row with its reasons below it. */
export function renderExplained(items: readonly Explained[], style: Style): string[] {
  const columns = rowColumns(items.map(({ row }) => row));
  return items.flatMap(({ row, obstacles }) => [
    renderRow(row, style, columns),
    ...(obstacles.length === 0
      ? reasonLines(["nothing is in its way"], style)
      : reasonLines(obstacles.map(obstacleWords), style)),
  ]);
}

function reasonLines(reasons: readonly string[], style: Style): string[] {
  return reasons.map((reason) => `    ${cut(reason, Math.max(40, style.width - 4), style.ascii ? ".." : "…")}`);
}

export function obstacleJson({ kind, id, detail, address, title, status, holder, seen, seen_seconds_ago }: Obstacle) {
  return { kind, id, detail, address, title, status, holder, seen, seen_seconds_ago };
}

/** The row and `blocked_by`: every reason, empty where the issue is ready. */
export function explainedJson({ row, obstacles }: Explained) {
  return { ...rowJson(row), ready: obstacles.length === 0 && row.computed === "ready", blocked_by: obstacles.map(obstacleJson) };
}

import type { BoardColumn } from "../../services/overview.ts";
import type { Row } from "../../services/row.ts";
import { ageOf } from "../age.ts";
import { inMarkup } from "../markup.ts";
import { stateOf, wordOf } from "../state.ts";
import { PLAIN } from "../style.ts";

/** What a board is drawn with. */
export interface BoardStyle {
  /** The part of the page that tells of an issue; null where none does. */
  readonly anchorOf: (id: string) => string | null;
  readonly now: number;
}

/** The issues by state, each state a list. What was closed is what was closed lately. */
export function boardColumns(board: readonly BoardColumn[], style: BoardStyle): string[] {
  const shown = board.filter(({ state, total }) => total > 0 || state === "ready" || state === "in_progress");
  return ['<div class="board">', ...shown.flatMap((column) => columnLines(column, style)), "</div>"];
}

function columnLines({ rows, state, total }: BoardColumn, style: BoardStyle): string[] {
  const name = state === "open" ? "· not ready" : state === "closed" ? "✓ closed lately" : stateOf(state, PLAIN);
  const more = total - rows.length;
  return [
    `<section class="column" aria-labelledby="c-${state}"><h3 id="c-${state}">${name} <span class="quiet">${total}</span></h3>`,
    ...(total === 0
      ? ['<p class="quiet">None.</p>']
      : [`<ul tabindex="0" aria-label="${wordOf(state)}">`, ...rows.map((row) => card(row, style)), "</ul>"]),
    ...(more > 0 ? [`<p class="quiet">and ${more} more</p>`] : []),
    "</section>",
  ];
}

function card({ children, computed, holder, issue, updated }: Row, { anchorOf, now }: BoardStyle): string {
  const anchor = anchorOf(issue.id);
  const title = inMarkup(issue.title);
  const said = anchor === null ? title : `<a href="#${inMarkup(anchor)}">${title}</a>`;
  const facts = [
    `P${issue.priority}`,
    inMarkup(issue.type),
    ...(holder === null ? [] : [`held by ${inMarkup(holder)}`]),
    ...(holder !== null || issue.assignee === null ? [] : [`for ${inMarkup(issue.assignee)}`]),
    ...(computed === "closed" && issue.closed !== null && issue.closed.outcome !== "done"
      ? [inMarkup(issue.closed.outcome)]
      : []),
    ...(children.total === 0 ? [] : [`${children.closed} of ${children.total} below closed`]),
    ...(issue.labels.length === 0 ? [] : [`[${inMarkup(issue.labels.join(", "))}]`]),
    ageOf(updated, now),
  ];
  return `<li><p>${said}</p><p class="meta"><span class="id">${inMarkup(issue.id)}</span> ${facts.join(" · ")}</p></li>`;
}

import { oneLine } from "../domain/strip.ts";
import type { Row } from "../services/row.ts";
import { cellsOf, cut, pad } from "./cells.ts";
import { symbolOf, wordOf } from "./state.ts";
import { bold, dim, type Style } from "./style.ts";

/** The least room that a title is given, however much else there is to say. */
const LEAST_TITLE = 24;

/** The JSON shape of an issue in every list: every field, always. `status` is the computed one, `stored_status` what the file says. */
export function rowJson(row: Row) {
  const { issue } = row;
  return {
    id: issue.id,
    title: issue.title,
    status: row.computed,
    stored_status: issue.status,
    type: issue.type,
    priority: issue.priority,
    parent: issue.parent,
    needs: issue.needs,
    related: issue.related,
    discovered_from: issue.discovered_from,
    duplicate_of: issue.duplicate_of,
    superseded_by: issue.superseded_by,
    labels: issue.labels,
    assignee: issue.assignee,
    holder: row.holder,
    due: issue.due,
    defer_until: issue.defer_until,
    estimate: issue.estimate,
    external_ref: issue.external_ref,
    created: issue.created,
    by: issue.by,
    origin: issue.origin,
    closed: issue.closed,
    metadata: issue.metadata,
    children: row.children,
    message_count: row.messages,
    updated: row.updated,
    revision: row.revision,
  };
}

/** How wide the columns before the title are: of one row alone, or of all rows of a list. */
export interface RowColumns {
  readonly id: number;
  readonly type: number;
}

export function rowColumns(rows: readonly Row[]): RowColumns {
  const widest = (most: number, textOf: (row: Row) => string) =>
    rows.reduce((width, row) => Math.max(width, Math.min(most, cellsOf(oneLine(textOf(row))))), 0);
  return { id: widest(24, ({ issue }) => issue.id), type: widest(12, ({ issue }) => issue.type) };
}

/** One line: symbol, id, priority, type, title, and what else matters, cut to the width. The state's word stands there unless it is ready. */
export function renderRow(row: Row, style: Style, columns: RowColumns = rowColumns([row])): string {
  const { issue } = row;
  const mark = style.ascii ? ".." : "…";
  const id = pad(oneLine(issue.id), columns.id);
  const type = pad(cut(oneLine(issue.type), columns.type, mark), columns.type);
  const left = `${symbolOf(row.computed, style)} ${bold(style, id)}  P${issue.priority} ${type}  `;
  const room = Math.max(LEAST_TITLE, style.width - cellsOf(left));
  const title = oneLine(issue.title);
  const note = noteOf(row, Math.min(cellsOf(title), LEAST_TITLE), room, mark);
  const shown = cut(title, Math.max(LEAST_TITLE, room - (note === "" ? 0 : cellsOf(note) + 2)), mark);
  return note === "" ? `${left}${shown}`.trimEnd() : `${left}${shown}  ${dim(style, note)}`;
}

/** Rows below each other, their columns aligned. */
export function renderRows(rows: readonly Row[], style: Style): string[] {
  const columns = rowColumns(rows);
  return rows.map((row) => renderRow(row, style, columns));
}

/** So much of a project's name is shown beside a title. */
const MOST_ORIGIN = 16;

/** Where it came from, state and labels, as far as there is room beside the title; labels go first, where it came from never. */
function noteOf(row: Row, title: number, room: number, mark: string): string {
  const labels = row.issue.labels.map((label) => oneLine(label)).join(",");
  const origin = row.issue.origin === null ? "" : `from ${cut(shortProject(row.issue.origin.project), MOST_ORIGIN, mark)}`;
  const parts = [origin, stateNote(row), labels === "" ? "" : `[${labels}]`].filter((part) => part !== "");
  const kept = origin === "" || parts.length === 1 ? 1 : 2;
  while (parts.length > kept && cellsOf(parts.join("  ")) + 2 + title > room) parts.pop();
  const note = parts.join("  ");
  const most = room - title - 2;
  return cellsOf(note) <= most ? note : most >= 8 ? cut(note, most, mark) : "";
}

function stateNote({ computed, holder, issue, hindrances, lease }: Row): string {
  if (computed === "in_progress") return holder === null ? wordOf(computed) : `${wordOf(computed)}: ${oneLine(holder)}`;
  const assigned = issue.assignee === null || issue.status === "closed" ? "" : `for ${oneLine(issue.assignee)}`;
  const left = lease !== null && lease.ended === null ? `left by ${oneLine(lease.by)}` : "";
  if (computed === "ready") return [left, assigned].filter((part) => part !== "").join(", ");
  const until = hindrances.find(({ kind }) => kind === "deferred-until")?.detail ?? null;
  const outcome = issue.closed === null || issue.closed.outcome === "done" ? "" : ` ${issue.closed.outcome}`;
  const state = until !== null && computed !== "blocked" ? `deferred to ${until.slice(0, 10)}` : `${wordOf(computed)}${outcome}`;
  return [state, assigned].filter((part) => part !== "").join(", ");
}

/** The last part of a project's identity. */
function shortProject(identity: string): string {
  return oneLine(identity.split(/[/:]/).at(-1) || identity);
}

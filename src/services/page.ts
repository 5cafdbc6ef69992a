import type { Moment } from "../domain/readiness.ts";
import type { IssueFilter, Row, Snapshot } from "../store/snapshot.ts";

/** Part of a list, and how much of it is not there. */
export interface Page<T> {
  readonly items: readonly T[];
  /** How many more there are behind the last one; null where nobody asked. */
  readonly more: number | null;
}

/** How much of a list is wanted. */
export interface PageSize {
  /** Null: all. */
  readonly limit: number | null;
  /** True: count what the limit leaves out, which costs more than the page itself. */
  readonly count_rest: boolean;
}

/** What a page is cut from. */
export interface Source {
  readonly snapshot: Snapshot;
  readonly moment: Moment;
  readonly filter: IssueFilter;
}

/** The first rows of a filter. */
export function pageOf({ snapshot, moment, filter }: Source, { limit, count_rest }: PageSize): Page<Row> {
  const { limit: _unused, ...whole } = filter;
  if (limit === null) return { items: snapshot.rows(whole, moment), more: 0 };
  if (!count_rest) return { items: snapshot.rows({ ...whole, limit }, moment), more: null };
  const rows = snapshot.rows({ ...whole, limit: limit + 1 }, moment);
  if (rows.length <= limit) return { items: rows, more: 0 };
  return { items: rows.slice(0, limit), more: Math.max(1, totalOf({ snapshot, moment, filter: whole }) - limit) };
}

/** Where nothing but one computed state is asked for, the statistics know, and are several times faster than to judge each issue. */
function totalOf({ snapshot, moment, filter }: Source): number {
  const { statuses = [], sort: _sort, reverse: _reverse, ...rest } = filter;
  const [status, ...others] = statuses;
  const isPlain = status !== undefined && others.length === 0 && Object.keys(rest).length === 0;
  return isPlain ? snapshot.stats(moment).by_status[status] : snapshot.count(filter, moment);
}

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

/** The first rows of a filter. */
export function pageOf(snapshot: Snapshot, filter: IssueFilter, moment: Moment, { limit, count_rest }: PageSize): Page<Row> {
  const { limit: _unused, ...whole } = filter;
  if (limit === null) return { items: snapshot.rows(whole, moment), more: 0 };
  if (!count_rest) return { items: snapshot.rows({ ...whole, limit }, moment), more: null };
  const rows = snapshot.rows({ ...whole, limit: limit + 1 }, moment);
  if (rows.length <= limit) return { items: rows, more: 0 };
  const total = snapshot.count(whole, moment) - (filter.offset ?? 0);
  return { items: rows.slice(0, limit), more: Math.max(1, total - limit) };
}

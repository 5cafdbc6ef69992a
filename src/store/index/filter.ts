import { CLOCK_TOLERANCE } from "../../domain/lease.ts";
import type { Moment } from "../../domain/readiness.ts";
import type { IssueFilter, Sort, StatusFilter, TimeRange } from "../snapshot.ts";
import type { Bound } from "./connection.ts";

/** A filter as SQL over `issue i`. The text is the same for the same kinds of conditions, so that it is prepared once. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Bound[];
  /** True where the conditions are only necessary: each row must still be asked for its computed status. */
  readonly coarse: boolean;
  /** True where few issues can meet the conditions, so that sorting them is cheaper than walking all in order. */
  readonly selective: boolean;
  /** True where the conditions call `fold`. */
  readonly folds: boolean;
  /** True where the conditions read `content c`. */
  readonly reads_content: boolean;
  /** True where the conditions read `revision r`. */
  readonly reads_revision: boolean;
}

const DERIVED: ReadonlySet<string> = new Set<StatusFilter>(["ready", "blocked", "in_progress", "deferred"]);

/** Nothing can meet the law of readiness, of blocking, of deferral or of work in progress that does not meet these. */
function necessary(status: StatusFilter, moment: Moment, builder: Builder): string {
  if (status === "ready") {
    const live = Math.min(moment.now, moment.known) - CLOCK_TOLERANCE;
    return `(i.hindrances IS NULL AND (i.hold IS NULL OR i.hold <= ${builder.bind(moment.now)}) AND (i.lease_until IS NULL OR i.lease_until < ${builder.bind(live)}) AND (i.assignee IS NULL OR i.assignee = ${builder.bind(moment.me)}))`;
  }
  if (status === "in_progress") return "(i.lease_until IS NOT NULL AND i.status = 'open')";
  if (status === "blocked") return "(i.blocked > 0 AND i.status = 'open')";
  if (status === "deferred") {
    const putOff = `i.hold > ${builder.bind(moment.now)} OR instr(i.hindrances, '"ancestor-deferred"')`;
    return `(i.status = 'deferred' OR (i.status = 'open' AND (${putOff})))`;
  }
  return `i.status = ${builder.bind(status)}`;
}

class Builder {
  readonly parts: string[] = [];
  readonly values: Bound[] = [];

  bind(value: Bound): string {
    this.values.push(value);
    return "?";
  }

  bindList(values: readonly (string | number)[]): string {
    return `(SELECT value FROM json_each(${this.bind(JSON.stringify(values))}))`;
  }

  add(sql: string): void {
    this.parts.push(sql);
  }
}

/** Turns a filter into SQL. Everything but a computed status is decided there. */
export function compileFilter(filter: IssueFilter, moment: Moment): Condition {
  const builder = new Builder();
  addStatuses(filter, moment, builder);
  addFields(filter, moment, builder);
  addLabels(filter, builder);
  addTimes(filter, builder);
  const folds = addText(filter.text, builder);
  return {
    sql: builder.parts.length === 0 ? "1" : builder.parts.join(" AND "),
    values: builder.values,
    coarse: statusesOf(filter).some((status) => DERIVED.has(status)) || filter.holder !== undefined,
    selective: filter.holder !== undefined || (filter.statuses?.every((status) => status === "in_progress") ?? false),
    folds,
    reads_content: filter.text !== undefined && filter.text !== "",
    reads_revision: filter.updated?.after !== undefined || filter.updated?.before !== undefined,
  };
}

function addStatuses(filter: IssueFilter, moment: Moment, builder: Builder): void {
  if (filter.deleted === "only") builder.add("i.outcome = 'deleted'");
  else if (filter.deleted !== true) builder.add("i.outcome IS NOT 'deleted'");
  if (filter.statuses === undefined) return;
  const parts = statusesOf(filter).map((status) =>
    status === "put-off" ? "i.status = 'deferred'" : necessary(status, moment, builder),
  );
  builder.add(parts.length === 0 ? "0" : parts.length === 1 ? (parts[0] as string) : `(${parts.join(" OR ")})`);
}

/** Whoever asks for all open issues gets those with a date to come: the others that are deferred can be told by what is stored. */
function statusesOf({ statuses = [] }: IssueFilter): readonly (StatusFilter | "put-off")[] {
  return statuses.map((status) => (status === "deferred" && statuses.includes("open") ? "put-off" : status));
}

function addFields(filter: IssueFilter, moment: Moment, builder: Builder): void {
  if (filter.ids !== undefined) builder.add(`i.id IN ${builder.bindList(filter.ids)}`);
  if (filter.types !== undefined) builder.add(`i.type IN ${builder.bindList(filter.types)}`);
  if (filter.min_priority !== undefined) builder.add(`i.priority >= ${builder.bind(filter.min_priority)}`);
  if (filter.max_priority !== undefined) builder.add(`i.priority <= ${builder.bind(filter.max_priority)}`);
  if (filter.by !== undefined) builder.add(`i.by = ${builder.bind(filter.by)}`);
  if (filter.assignee !== undefined) addEqual("i.assignee", filter.assignee, builder);
  if (filter.parent !== undefined) addEqual("i.parent", filter.parent, builder);
  if (filter.holder === undefined) return;
  const live = Math.min(moment.now, moment.known) - CLOCK_TOLERANCE;
  builder.add(`i.lease_until >= ${builder.bind(live)} AND i.lease_by = ${builder.bind(filter.holder)}`);
}

/** `=` and not `IS` where it can be, since only that can use an index of what is not null. */
function addEqual(column: string, value: string | null, builder: Builder): void {
  builder.add(value === null ? `${column} IS NULL` : `${column} = ${builder.bind(value)}`);
}

function addLabels(filter: IssueFilter, builder: Builder): void {
  for (const label of filter.labels_all ?? []) builder.add(`i.n IN (SELECT n FROM label WHERE label = ${builder.bind(label)})`);
  if (filter.labels_any !== undefined)
    builder.add(`i.n IN (SELECT n FROM label WHERE label IN ${builder.bindList(filter.labels_any)})`);
  if (filter.labels_none !== undefined && filter.labels_none.length > 0) {
    builder.add(`i.n NOT IN (SELECT n FROM label WHERE label IN ${builder.bindList(filter.labels_none)})`);
  }
}

function addTimes(filter: IssueFilter, builder: Builder): void {
  addRange("i.created", filter.created, builder);
  addRange("i.closed", filter.closed, builder);
  addRange("i.due", filter.due, builder);
  addRange("r.at", filter.updated, builder);
}

function addRange(column: string, range: TimeRange | undefined, builder: Builder): void {
  if (range?.after !== undefined) builder.add(`${column} >= ${builder.bind(Date.parse(range.after))}`);
  if (range?.before !== undefined) builder.add(`${column} < ${builder.bind(Date.parse(range.before))}`);
}

function addText(text: string | undefined, builder: Builder): boolean {
  if (text === undefined || text === "") return false;
  const folded = text.toLowerCase();
  const fields = ["i.title", "i.id", "c.body"];
  builder.add(`(${fields.map((field) => `instr(fold(${field}), ${builder.bind(folded)})`).join(" OR ")})`);
  return true;
}

const STATUS_ORDER = "CASE i.status WHEN 'open' THEN 0 WHEN 'proposed' THEN 1 WHEN 'deferred' THEN 2 ELSE 3 END";

/** What each order compares first; priority, age and id decide between equals. */
const FIRST: Readonly<Record<Sort, string>> = {
  priority: "",
  created: "i.created",
  updated: "r.at",
  due: "i.due",
  title: "i.title COLLATE NOCASE",
  id: "i.id",
  status: STATUS_ORDER,
};

/**
 * The ORDER BY of a filter. Issues without a due date come last, whichever way the order runs. For a selective condition the order is
 * hidden from the planner (`+`), which would else walk all issues in this order to save a small sort.
 */
export function compileOrder(filter: Pick<IssueFilter, "sort" | "reverse">, selective: boolean): string {
  const { sort = "priority", reverse = false } = filter;
  const way = reverse ? " DESC" : "";
  const tail = `${selective ? "+" : ""}i.priority${way}, i.created${way}, i.id${way}`;
  const first = FIRST[sort];
  if (first === "") return tail;
  return sort === "due" ? `i.due IS NULL, i.due${way}, ${tail}` : `${first}${way}, ${tail}`;
}

import type { Priority } from "../domain/issue.ts";
import { STATUSES } from "../domain/issue.ts";
import { parsePriority } from "../domain/priority.ts";
import { parseWhen } from "../domain/time.ts";
import { BeadsError } from "../errors.ts";
import { type IssueFilter, SORTS, type Sort, type StatusFilter, type TimeRange } from "../store/snapshot.ts";
import { nearest } from "./nearest.ts";

/** The parsed `filterFlags`, all optional. */
export interface FilterFlags {
  readonly status?: string[] | undefined;
  readonly type?: string[] | undefined;
  readonly priority?: string | undefined;
  readonly "priority-min"?: string | undefined;
  readonly "priority-max"?: string | undefined;
  readonly label?: string[] | undefined;
  readonly "label-any"?: string[] | undefined;
  readonly "label-none"?: string[] | undefined;
  readonly assignee?: string | undefined;
  readonly unassigned?: boolean | undefined;
  readonly holder?: string | undefined;
  readonly mine?: boolean | undefined;
  readonly text?: string | undefined;
  readonly parent?: string | undefined;
  readonly "no-parent"?: boolean | undefined;
  readonly "created-after"?: string | undefined;
  readonly "created-before"?: string | undefined;
  readonly "updated-after"?: string | undefined;
  readonly "updated-before"?: string | undefined;
  readonly "closed-after"?: string | undefined;
  readonly "closed-before"?: string | undefined;
  readonly "due-after"?: string | undefined;
  readonly "due-before"?: string | undefined;
  readonly by?: string | undefined;
  readonly deleted?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly all?: boolean | undefined;
  readonly sort?: string | undefined;
  readonly reverse?: boolean | undefined;
}

/**
 * Turns filter flags into a filter. `me` is the name that `--mine` means. Only what was given is set: the status that a
 * command shows where none was asked for, and its usual limit, are its own; `--all` and `-n 0` set no limit.
 * @throws BAD_STATUS, BAD_SORT, BAD_TIME, and what `parsePriority` throws
 */
export function filterOf(flags: FilterFlags, now: number, me?: string): IssueFilter {
  return compact({
    ...statuses(flags),
    types: flags.type,
    ...priorities(flags),
    labels_all: flags.label,
    labels_any: flags["label-any"],
    labels_none: flags["label-none"],
    assignee: flags.unassigned ? null : flags.assignee,
    holder: flags.mine ? me : flags.holder,
    text: flags.text,
    parent: flags["no-parent"] ? null : flags.parent,
    created: range(flags, "created", now),
    updated: range(flags, "updated", now),
    closed: range(flags, "closed", now),
    due: range(flags, "due", now),
    by: flags.by,
    sort: flags.sort === undefined ? undefined : sort(flags.sort),
    reverse: flags.reverse || undefined,
    limit: flags.all || flags.limit === 0 ? undefined : flags.limit,
  });
}

/** Leaves out what is undefined, as exact optional members want it. */
function compact<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}

const STATUS_FILTERS: readonly StatusFilter[] = [...STATUSES, "in_progress", "blocked", "ready"];

/** Deleted issues are closed ones that nobody sees; a list of them is of nothing else. */
function statuses({ status: words, deleted }: FilterFlags): Pick<IssueFilter, "statuses" | "deleted"> {
  const isHidden = (word: string) => word.toLowerCase() === "deleted";
  if (words?.some(isHidden) !== true) return compact({ statuses: words?.map(status), deleted: deleted || undefined });
  if (words.every(isHidden)) return { statuses: ["closed"], deleted: "only" };
  throw new BeadsError("usage", "BAD_STATUS", "deleted is a list of its own: it goes with no other status.", {
    hints: ["bd list -s deleted shows what was deleted; --deleted shows it among the others."],
  });
}

function status(word: string): StatusFilter {
  const folded = word.toLowerCase().replaceAll("-", "_");
  return oneOf(folded, STATUS_FILTERS) ?? refuse("BAD_STATUS", `There is no status ${word}.`, folded, STATUS_FILTERS);
}

function sort(word: string): Sort {
  return oneOf(word, SORTS) ?? refuse("BAD_SORT", `Issues cannot be sorted by ${word}.`, word, SORTS);
}

function oneOf<T extends string>(word: string, words: readonly T[]): T | undefined {
  return words.find((known) => known === word);
}

function refuse(code: string, message: string, word: string, words: readonly string[]): never {
  const guess = nearest(word, words);
  const hints = [...(guess === undefined ? [] : [`Did you mean ${guess}?`]), `Known are: ${words.join(", ")}.`];
  throw new BeadsError("usage", code, message, { hints });
}

function priorities(flags: FilterFlags): { min_priority?: Priority | undefined; max_priority?: Priority | undefined } {
  const [from, to] = (flags.priority ?? "").split(/-|\.\./, 2);
  const low = flags["priority-min"] ?? (from || undefined);
  const high = flags["priority-max"] ?? (to || from || undefined);
  return {
    min_priority: low === undefined ? undefined : parsePriority(low),
    max_priority: high === undefined ? undefined : parsePriority(high),
  };
}

function range(flags: FilterFlags, field: "created" | "updated" | "closed" | "due", now: number): TimeRange | undefined {
  const after = time(flags[`${field}-after`], now);
  const before = time(flags[`${field}-before`], now);
  return after === undefined && before === undefined ? undefined : compact<TimeRange>({ after, before });
}

function time(text: string | undefined, now: number): string | undefined {
  if (text === undefined) return undefined;
  const found = parseWhen(text, now);
  if (found !== undefined) return found;
  throw new BeadsError("usage", "BAD_TIME", `${text} is no time that bd understands.`, {
    hints: ["Use 2026-11-21, 2026-11-21T10:30:00Z, +2d, -1w, today, tomorrow or next monday."],
  });
}

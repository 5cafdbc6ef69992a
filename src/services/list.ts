import type { IssueFilter, OutlineRow, Row, StatusFilter } from "../store/snapshot.ts";
import { type Page, type PageSize, pageOf } from "./page.ts";
import { resolveFilter } from "./resolve-filter.ts";
import type { Workspace } from "./workspace.ts";

export interface ListInput extends PageSize {
  readonly filter: IssueFilter;
  /** True: closed issues too, where no status was asked for. */
  readonly all: boolean;
}

/** What is shown where no status was asked for: everything that is not over. */
const NOT_CLOSED: readonly StatusFilter[] = ["open", "deferred", "proposed"];

/** The issues that meet a filter. Closed ones only if they, or all, were asked for. */
export async function list(workspace: Workspace, input: ListInput): Promise<Page<Row>> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  return pageOf({ snapshot, moment, filter: resolveFilter(workspace, snapshot, unlessAsked(input)) }, input);
}

/** The same issues, all of them, with what lists show of them alone. */
export async function outline(workspace: Workspace, input: Pick<ListInput, "filter" | "all">): Promise<readonly OutlineRow[]> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  return snapshot.outline(resolveFilter(workspace, snapshot, unlessAsked(input)), moment);
}

/** How many issues meet a filter. */
export async function countIssues(workspace: Workspace, input: Pick<ListInput, "filter" | "all">): Promise<number> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  return snapshot.count(resolveFilter(workspace, snapshot, unlessAsked(input)), moment);
}

function unlessAsked({ filter, all }: Pick<ListInput, "filter" | "all">): IssueFilter {
  if (all || filter.statuses !== undefined || filter.closed !== undefined || filter.deleted === true) return filter;
  return { ...filter, statuses: NOT_CLOSED };
}

import type { IssueFilter, Row } from "../store/snapshot.ts";
import { type Page, type PageSize, pageOf } from "./page.ts";
import { resolveFilter } from "./resolve-filter.ts";
import type { Workspace } from "./workspace.ts";

export interface ReadyInput extends PageSize {
  readonly filter: IssueFilter;
}

/** The issues that can be worked on now, the most urgent and then the oldest first. */
export async function ready(workspace: Workspace, input: ReadyInput): Promise<Page<Row>> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const filter: IssueFilter = { ...resolveFilter(workspace, snapshot, input.filter), statuses: ["ready"] };
  return pageOf({ snapshot, moment, filter }, input);
}

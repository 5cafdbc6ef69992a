import type { IssueFilter, StatusFilter } from "../store/snapshot.ts";
import { type Explained, obstaclesIn } from "./obstacle.ts";
import { type Page, type PageSize, pageOf } from "./page.ts";
import { resolveFilter } from "./resolve-filter.ts";
import type { Workspace } from "./workspace.ts";

export interface BlockedInput extends PageSize {
  readonly filter: IssueFilter;
}

/** The issues that wait for something, each with what it waits for. */
export function blocked(workspace: Workspace, input: BlockedInput): Promise<Page<Explained>> {
  return explainAll(workspace, input, ["blocked"]);
}

/** Every issue of these states with all that keeps it from being ready. */
export async function explainAll(
  workspace: Workspace,
  input: BlockedInput,
  statuses: readonly StatusFilter[],
): Promise<Page<Explained>> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const filter: IssueFilter = { ...resolveFilter(workspace, snapshot, input.filter), statuses };
  const { items, more } = pageOf({ snapshot, moment, filter }, input);
  return { items: items.map(obstaclesIn({ workspace, snapshot, moment })), more };
}

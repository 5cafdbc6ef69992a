import type { IssueFilter } from "../store/snapshot.ts";
import type { Workspace } from "./workspace.ts";

/** An id as a shell offers it. */
export interface Candidate {
  readonly id: string;
  readonly title: string;
}

/** How many a shell is given at most, and how many issues are looked at for them. */
const MOST = 60;
const LOOK = 1000;

/** Ids that begin with what was typed so far; what is not closed first. */
export async function completionIds(workspace: Workspace, input: { readonly prefix: string }): Promise<readonly Candidate[]> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const text = input.prefix === "" ? {} : { text: input.prefix };
  const find = (filter: IssueFilter) =>
    snapshot
      .rows({ ...filter, ...text, limit: input.prefix === "" ? MOST : LOOK }, moment)
      .map(({ issue }) => ({ id: issue.id, title: issue.title }))
      .filter(({ id }) => id.startsWith(input.prefix));
  const open = find({ statuses: ["open", "deferred", "proposed"] });
  return (open.length > 0 ? open : find({ statuses: ["closed"] })).slice(0, MOST);
}

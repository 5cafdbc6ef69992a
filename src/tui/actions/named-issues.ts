import type { Workspace } from "../../services/workspace.ts";
import type { Named } from "../action.ts";
import { plain } from "../plain.ts";
import { openIssues } from "../screens/open-issues.ts";

/** What is not closed, to be found by id or title in a form; `except`: the issue that it is for. */
export async function namedIssues(workspace: Workspace, except?: string): Promise<readonly Named[]> {
  const items = await openIssues(workspace);
  return items.filter(({ key }) => key !== except).map(({ row }) => ({ id: row.id, title: plain(row.title) }));
}

import type { Issue } from "../domain/issue.ts";
import { findSetting } from "../domain/setting.ts";
import type { Row } from "../store/snapshot.ts";
import type { Workspace } from "./workspace.ts";

const SETTING = "beads.lookalikes";

/** Open and lately closed issues that say nearly the same as this one; none where the user does not want to be told. */
export async function lookalikesOf(workspace: Workspace, issue: Pick<Issue, "id" | "title">): Promise<Row[]> {
  const wanted = (await workspace.repository.config()).get(SETTING);
  if (wanted !== undefined && findSetting(SETTING)?.parse(wanted) === "off") return [];
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  return snapshot.lookalikes(issue.title, moment).filter((row) => row.issue.id !== issue.id);
}

import type { Issue } from "../domain/issue.ts";
import { findSetting } from "../domain/setting.ts";
import { BeadsError } from "../errors.ts";
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

/** Refuses what says nearly the same as another issue (`--if-new`). @throws LOOKALIKE with the candidates */
export function refuseLookalikes(title: string, rows: readonly Row[]): void {
  if (rows.length === 0) return;
  const candidates = rows.map(({ issue, computed }) => ({ id: issue.id, title: issue.title, status: computed }));
  const names = candidates.map((candidate) => `${candidate.id} (${candidate.title})`).join(", ");
  throw new BeadsError("conflict", "LOOKALIKE", `${JSON.stringify(title)} looks like ${names}.`, {
    hints: ["Add what you know there with bd reply, or leave --if-new away to go on all the same."],
    fields: { candidates },
  });
}

import type { Row } from "../store/snapshot.ts";
import { type BlockedInput, explainAll } from "./blocked.ts";
import { type Explained, obstaclesIn } from "./obstacle.ts";
import type { Page } from "./page.ts";
import { resolveIds } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

export interface ExplainInput extends BlockedInput {
  /** Only these, whatever their state; every issue that is not closed where none is given. */
  readonly ids: readonly string[];
}

/** Why each issue is ready or is not. @throws what `resolveId` throws */
export async function explain(workspace: Workspace, input: ExplainInput): Promise<Page<Explained>> {
  if (input.ids.length === 0) return explainAll(workspace, input, ["open", "deferred", "proposed"]);
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const ids = resolveIds(snapshot, input.ids, { exact: false });
  const items = ids.map((id) => snapshot.row(id, moment) as Row).map(obstaclesIn({ workspace, snapshot, moment }));
  return { items, more: 0 };
}

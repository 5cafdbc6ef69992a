import type { Clone } from "./clone.ts";
import { decide, stateAt } from "./decide.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import type { Operation, VerbName, VerbResults } from "./operation.ts";

/** Decides an operation on the present tip and makes nothing. @throws what its preconditions refuse */
export async function preview<V extends VerbName>(
  clone: Clone,
  operation: Operation<V>,
): Promise<{ readonly result: VerbResults[V]; readonly changed: boolean }> {
  const tip = await readLedgerTip(clone);
  await clone.index.sync(clone.repository, tip);
  const at = { tip, snapshot: clone.index.snapshot(), overlay: new Map(), operation, replay: false };
  const verdict = await decide(stateAt(clone, at), operation);
  if (verdict.kind === "lost") throw verdict.error;
  if (verdict.kind === "nothing") return { result: verdict.result, changed: false };
  return { result: verdict.draft.result, changed: true };
}

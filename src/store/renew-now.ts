import type { Clone } from "./clone.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { renewHeld } from "./renew-held.ts";
import { pushNow, routeOf } from "./write.ts";

/** Renews what the caller holds where half of a lease is gone, without another change to go along with. Answers the issues. */
export async function renewNow(clone: Clone): Promise<readonly string[]> {
  await clone.index.sync(clone.repository, await readLedgerTip(clone));
  const { journalled, waits } = await routeOf(clone, "soon");
  const renewed = await renewHeld(clone, journalled);
  const last = renewed.at(-1);
  if (last === undefined || !journalled || clone.offline) return renewed.map(({ issue }) => issue);
  if (waits) await pushNow(clone, last.op);
  else clone.background?.("push");
  return renewed.map(({ issue }) => issue);
}

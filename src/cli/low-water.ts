import { lowWater, lowWaterLine } from "../services/low-water.ts";
import type { Workspace } from "../services/workspace.ts";

/** Says that work runs dry, where the project wants to hear it. */
export async function warnLowWater({ ledger, warn }: Workspace): Promise<void> {
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  const low = lowWater(snapshot, moment);
  if (low !== null) warn(lowWaterLine(low));
}

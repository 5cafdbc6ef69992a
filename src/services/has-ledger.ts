import type { Repository } from "../git/repository.ts";
import { BRANCHES, LEDGER_REF } from "../store/refs.ts";

/** True where this clone has a ledger, or its remote had one when it was last fetched: nobody is asked. */
export async function hasLedger(repository: Repository): Promise<boolean> {
  if ((await repository.readRef(LEDGER_REF)) !== null) return true;
  const { remotes } = await repository.config();
  const heads = BRANCHES.flatMap((branch) => [
    `refs/heads/${branch}`,
    ...remotes.map((name) => `refs/remotes/${name}/${branch}`),
  ]);
  for (const ref of heads) if ((await repository.readRef(ref)) !== null) return true;
  return false;
}

import { join } from "node:path";
import type { Location } from "../git/repository.ts";
import { type Lock, takeLock, tryLock } from "./lock.ts";

/** How long whoever asked for it waits for another round of this clone, in milliseconds. */
const PATIENCE = 60_000;

/** One round of deliveries at a time in a clone: a second one would find nothing to do. Undefined where one runs and `wait` is false. @throws LOCK_TIMEOUT */
export async function lockRound({ commonDir }: Location, wait: boolean): Promise<Lock | undefined> {
  const file = join(commonDir, "bd", "outbox.lock");
  return wait ? takeLock(file, { timeout: PATIENCE }) : tryLock(file);
}

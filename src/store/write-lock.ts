import { join } from "node:path";
import { BeadsError } from "../errors.ts";
import type { Clone } from "./clone.ts";
import { takeLock } from "./lock.ts";

/** How long a writer waits for its turn before it goes on without, in milliseconds. */
const PATIENCE = 10_000;

/** Runs one writer at a time: for fairness and less garbage only. Correctness is the swap's, so a lock that cannot be had is passed over. */
export async function withWriteLock<T>(clone: Clone, work: () => Promise<T>): Promise<T> {
  const lock = await takeLock(join(clone.folder, "write.lock"), { timeout: PATIENCE }).catch((error: unknown) => {
    if (error instanceof BeadsError && error.code === "LOCK_TIMEOUT") return undefined;
    throw error;
  });
  try {
    return await work();
  } finally {
    lock?.release();
  }
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { BeadsError } from "../errors.ts";
import type { Clone } from "./clone.ts";
import { takeLock } from "./lock.ts";

/** How long a writer waits for its turn before it goes on without, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Runs a writer: at once where nobody waits and the index is free, else in its turn. A lock that is made and taken away for every write is dear, and
 * not only for that write: ext4 does not use a deleted file's place again for minutes, and passes over all of those for each file that is made
 * (docs/decisions/0013). `work` gets how long it may wait for the index, in milliseconds; undefined for as long as it takes.
 */
export async function inTurn<T>(clone: Clone, work: (patience: number | undefined) => Promise<T>): Promise<T> {
  if (!existsSync(lockFile(clone))) {
    try {
      return await work(0);
    } catch (error) {
      if (!(error instanceof BeadsError) || error.code !== "INDEX_BUSY") throw error;
    }
  }
  return withWriteLock(clone, () => work(undefined));
}

/** Runs one writer at a time: for fairness and less garbage only. Correctness is the swap's, so a lock that cannot be had is passed over. */
export async function withWriteLock<T>(clone: Clone, work: () => Promise<T>): Promise<T> {
  const lock = await takeLock(lockFile(clone), { timeout: PATIENCE }).catch((error: unknown) => {
    if (error instanceof BeadsError && error.code === "LOCK_TIMEOUT") return undefined;
    throw error;
  });
  try {
    return await work();
  } finally {
    lock?.release();
  }
}

function lockFile({ folder }: Clone): string {
  return join(folder, "write.lock");
}

import { join } from "node:path";
import { BeadsError } from "../errors.ts";
import { sha1 } from "../format/sha1.ts";
import type { Clone } from "./clone.ts";
import { type Lock, takeLock, tryLock } from "./lock.ts";
import type { Remote } from "./remote.ts";

/** How long a pusher lets the other clones of this machine go first, in milliseconds. */
const PATIENCE = 5_000;

/** A turn at the shared remote among the clones of one user on one machine. */
export interface Turn {
  /** True if somebody else was at it: what this clone knows of the remote is old news. */
  readonly waited: boolean;
  end(): void;
}

/**
 * Waits for this clone's turn at a remote. Clones that push at once mostly push in vain: eight of them spent four pushes
 * on each that landed. It saves work and nothing else: the remote alone decides, and who waits too long goes on without.
 */
export async function takeTurn(clone: Clone, remote: Remote): Promise<Turn> {
  const file = join(clone.turns, `${await keyOf(clone, remote)}.lock`);
  const first = tryOnce(file);
  if (first !== undefined) return turnOf(first, false);
  const lock = await takeLock(file, { timeout: PATIENCE }).catch((error: unknown) => {
    if (isNoLock(error)) return undefined;
    throw error;
  });
  return turnOf(lock, true);
}

function tryOnce(file: string): Lock | undefined {
  try {
    return tryLock(file);
  } catch (error) {
    if (isNoLock(error)) return { release: () => undefined };
    throw error;
  }
}

/** A folder that cannot be written costs the turn and not the push. */
function isNoLock(error: unknown): boolean {
  if (error instanceof BeadsError) return error.code === "LOCK_TIMEOUT";
  return typeof (error as NodeJS.ErrnoException).code === "string";
}

async function keyOf(clone: Clone, remote: Remote): Promise<string> {
  const url = (await clone.repository.config()).get(`remote.${remote.name}.url`) ?? remote.name;
  return sha1(url).slice(0, 16);
}

function turnOf(lock: Lock | undefined, waited: boolean): Turn {
  return { waited, end: () => lock?.release() };
}

import { accessSync, constants, statfsSync } from "node:fs";

/** What the scratch folders of a whole run may take, in bytes. */
const ENOUGH = 2 * 1024 ** 3;

const PLACE = "/dev/shm";

/**
 * Where scratch repositories go if nobody says otherwise: memory, since git waits for the disk at each commit, and the tests make
 * some ten thousand. Nothing where there is no such folder, or too little of it (a container's is 64 MiB).
 */
export function memoryFolder(): { readonly TMPDIR?: string } {
  if (process.env["TMPDIR"] !== undefined) return {};
  try {
    accessSync(PLACE, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(PLACE);
    return bavail * bsize >= ENOUGH ? { TMPDIR: PLACE } : {};
  } catch {
    return {};
  }
}

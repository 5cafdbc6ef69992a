import { type BigIntStats, fstatSync, futimesSync } from "node:fs";

/** How far a file's change time may lie behind its time stamp, in milliseconds: writing and renaming it lie in between. */
const WRITING_MS = 2_000;

/**
 * Marks a file that is being written as bd's own: the microseconds of its time stamp become a checksum of path, size and second.
 * Any later edit moves the stamp or the change time, so one `stat` tells what bd wrote, and no list of files has to be kept.
 * Where a file system keeps coarser times the seal never holds, and contents are compared instead.
 */
export function seal(handle: number, path: string): void {
  const { mtimeMs, size } = fstatSync(handle);
  const second = Math.floor(mtimeMs / 1000);
  const stamp = second + (checksum(path, size, second) + 0.5) / 1e6;
  futimesSync(handle, stamp, stamp);
}

/** True if bd wrote the file and nobody touched it since. */
export function isSealed(path: string, stat: BigIntStats): boolean {
  if (!stat.isFile()) return false;
  const second = Number(stat.mtimeNs / 1_000_000_000n);
  const micros = Number((stat.mtimeNs / 1000n) % 1_000_000n);
  const delay = Number(stat.ctimeMs) - second * 1000;
  return micros === checksum(path, Number(stat.size), second) && delay >= 0 && delay <= 1000 + WRITING_MS;
}

/** FNV-1a, folded to microseconds. */
function checksum(path: string, size: number, second: number): number {
  let hash = 0x811c9dc5;
  const text = `${path} ${size} ${second}`;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0;
    if (code > 0xffff) i++;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  return (hash >>> 0) % 1_000_000;
}

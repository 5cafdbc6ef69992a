import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { FileWrite } from "../git/repository.ts";

/** Bytes of one file: what is more is a build's output, and no work. */
export const MOST_OF_ONE = 16 << 20;

/** The content of a file, with its mode as git has it. */
export type ReadFile = Required<Pick<FileWrite, "content" | "mode">>;

const CHANGED = "it became something else while it was looked at";

/**
 * Reads a file, or where a link points, below a folder that has no links in its own path. Whoever else writes there may put a link in the place of the
 * file, or of a folder above it, between any two steps: no link is followed, and what was opened counts only if it lies in the tree when it is open.
 * "gone" where nothing is there; else why it is not read.
 */
export function readInside(root: string, path: string, isLink: boolean): ReadFile | "gone" | string {
  try {
    return isLink ? readLink(root, path) : readRegular(root, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return "gone";
    return code === "ELOOP" || code === "EMLINK" || code === "ENOTDIR" ? CHANGED : "it cannot be read";
  }
}

function readLink(root: string, path: string): ReadFile | string {
  if (!isInPlace(root, path)) return CHANGED;
  const content = readlinkSync(join(root, path), { encoding: "buffer" });
  return isInPlace(root, path) ? { content, mode: "120000" } : CHANGED;
}

function readRegular(root: string, path: string): ReadFile | string {
  // A pipe that somebody put there must not keep the reader waiting for its writer.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = openSync(join(root, path), flags);
  try {
    const opened = fstatSync(file, { bigint: true });
    if (!opened.isFile() || !isInPlace(root, path)) return CHANGED;
    const lies = lstatSync(join(root, path), { bigint: true });
    if (lies.ino !== opened.ino || lies.dev !== opened.dev) return CHANGED;
    const content = readUpTo(file, MOST_OF_ONE);
    return content === undefined ? CHANGED : { content, mode: (opened.mode & 0o100n) === 0n ? "100644" : "100755" };
  } finally {
    closeSync(file);
  }
}

/** True where no folder above the file is a link. */
function isInPlace(root: string, path: string): boolean {
  const folder = dirname(join(root, path));
  return join(realpathSync(folder), basename(path)) === join(root, path);
}

/** All of a file; undefined where it grew beyond the bound. */
function readUpTo(file: number, most: number): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let length = 0; length <= most; ) {
    const part = Buffer.allocUnsafe(1 << 16);
    const read = readSync(file, part, 0, part.length, null);
    if (read === 0) return Buffer.concat(parts);
    parts.push(part.subarray(0, read));
    length += read;
  }
  return undefined;
}

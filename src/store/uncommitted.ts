import { accessSync, constants, lstatSync, realpathSync, type Stats } from "node:fs";
import { join } from "node:path";
import { isSafeTreePath } from "../domain/git-name.ts";
import { isSensitiveName } from "../domain/sensitive-name.ts";
import type { FileWrite, UncommittedWork } from "../git/repository.ts";
import { MOST_OF_ONE, readInside } from "./read-inside.ts";
import { sha256 } from "./sha256.ts";

/** One file of so many bytes at most, all together of so many, and so many files: what is more is a build's output, and no work. */
export { MOST_OF_ONE };
export const MOST_OF_ALL = 64 << 20;
export const MOST_FILES = 20_000;

/** What is not saved, and why. */
export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

/** A path of the work tree as it lies there; `stat` is null where it is gone. */
interface Found {
  readonly path: string;
  readonly stat: Stats | null;
}

/** What is to be saved of a work tree, before anything is read. */
export interface Worth {
  readonly files: readonly Found[];
  readonly left_out: readonly LeftOut[];
  /** The same as long as nothing is written to any of the files. */
  readonly fingerprint: string;
}

/** Looks at what git says is not committed, and chooses what can be saved. */
export function weigh(root: string, work: UncommittedWork): Worth {
  const left_out: LeftOut[] = work.repositories.map((path) => ({ path, why: "a repository of its own" }));
  const files: Found[] = [];
  let bytes = 0;
  for (const { path } of work.paths) {
    const stat = statOf(join(root, path));
    const found = { path, stat: stat === undefined || stat?.isDirectory() === true ? null : stat };
    const why = refusal(found, { bytes, count: files.length }) ?? (stat === undefined ? "it cannot be read" : undefined);
    if (why !== undefined) left_out.push({ path, why });
    else {
      files.push(found);
      bytes += found.stat?.size ?? 0;
    }
  }
  return { files, left_out: named(left_out), fingerprint: fingerprintOf(work, files) };
}

/** What lies there; null where nothing does, undefined where it cannot be read: one such file does not keep the others from being saved. */
function statOf(file: string): Stats | null | undefined {
  try {
    const stat = lstatSync(file, { throwIfNoEntry: false }) ?? null;
    if (stat?.isFile() === true) accessSync(file, constants.R_OK);
    return stat;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? null : undefined;
  }
}

/** So many of what is left out are named. */
const MOST_NAMED = 50;

function named(left_out: readonly LeftOut[]): LeftOut[] {
  if (left_out.length <= MOST_NAMED) return [...left_out];
  return [...left_out.slice(0, MOST_NAMED), { path: "…", why: `and ${left_out.length - MOST_NAMED} more` }];
}

function refusal({ path, stat }: Found, { bytes, count }: { bytes: number; count: number }): string | undefined {
  if (path.includes("\ufffd")) return "its name is not UTF-8";
  if (!isSafeTreePath(path)) return "some systems take its name for another place";
  if (isSensitiveName(path)) return "its name says that secrets are in it";
  if (stat === null) return undefined;
  if (!stat.isFile() && !stat.isSymbolicLink()) return "neither a file nor a link";
  if (stat.size > MOST_OF_ONE) return `larger than ${MOST_OF_ONE >> 20} MiB`;
  if (bytes + stat.size > MOST_OF_ALL) return `beyond ${MOST_OF_ALL >> 20} MiB of all files`;
  return count >= MOST_FILES ? `beyond ${MOST_FILES} files` : undefined;
}

function fingerprintOf({ head, branch }: UncommittedWork, files: readonly Found[]): string {
  const lines = files.map(({ path, stat }) =>
    stat === null ? `${path} gone` : `${path} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.ino} ${stat.mode}`,
  );
  return sha256([head, branch, ...lines].join("\0"));
}

/** The files as a commit takes them, and what became something else while it was looked at. */
export interface ReadWork {
  readonly files: readonly FileWrite[];
  readonly left_out: readonly LeftOut[];
}

/** Reads the files byte for byte: no filter of git's runs over them. What is gone comes first, so that a folder can take a file's place. */
export function readWorth(root: string, { files }: Worth): ReadWork {
  const gone: FileWrite[] = [];
  const there: FileWrite[] = [];
  const left_out: LeftOut[] = [];
  const real = realpathSync(root);
  for (const { path, stat } of files) {
    const read = stat === null ? "gone" : readInside(real, path, stat.isSymbolicLink());
    if (read === "gone") gone.push({ path, content: null });
    else if (typeof read === "string") left_out.push({ path, why: read });
    else there.push({ path, ...read });
  }
  return { files: [...gone, ...there], left_out: named(left_out) };
}

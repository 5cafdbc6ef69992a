import { existsSync, lstatSync, readFileSync } from "node:fs";
import { isTrue } from "../config-file.ts";
import { readPlainRefInFiles } from "../ref-files.ts";
import type { GitConfig, Location, LockOwner, Oid, RefChange } from "../repository.ts";
import { type RefLock, takeRefLock } from "./ref-lock.ts";

/** A ref that has a value and gets another one. */
export interface Swap {
  readonly ref: string;
  readonly to: Oid;
  readonly from: Oid;
}

/** The changes of a call if all are swaps of refs of bd's own; what makes or takes away refs is git's. */
export function swapsIn(changes: readonly RefChange[]): readonly Swap[] | undefined {
  const swaps = changes.flatMap(({ ref, to, from }) =>
    to === null || from === null || !OWN.test(ref) ? [] : [{ ref, to, from }],
  );
  return swaps.length === 0 || swaps.length < changes.length ? undefined : swaps;
}

/** Nobody else moves them by name, and git keeps no log of them by itself. */
const OWN = /^refs\/beads(?:\/[a-z0-9][a-z0-9-]*)+$/;

/** Who has said how refs are to be synced or shared gets what git makes of it. */
const PARTICULAR = ["core.fsync", "core.fsyncmethod", "core.fsyncobjectfiles", "core.sharedrepository"];

/** True where refs are kept, logged and synced in the usual way. */
export function isUsual(config: GitConfig): boolean {
  // There a file that somebody reads cannot be replaced, and git knows how long to try.
  if (process.platform === "win32") return false;
  const log = config.get("core.logallrefupdates") ?? "false";
  return (isTrue(log) || /^(false|no|off|0|)$/i.test(log)) && PARTICULAR.every((key) => config.get(key) === undefined);
}

/**
 * Moves refs in place, by git's own protocol: makes `<ref>.lock` for each if there is none, reads the values under them, and moves the locks over the
 * refs, in the order in which they are given. The order of what is read is that of git, which packs a ref before it takes the loose file away, and for
 * that needs the same lock. False if one has another value; "ask" where git has to be asked, for whatever reason: then nothing stays behind, and
 * nothing was changed, unless the file system failed between two.
 */
export function swapRefs(location: Location, swaps: readonly Swap[], owner: LockOwner): boolean | "ask" {
  try {
    const locks: RefLock[] = [];
    try {
      return swapUnder(location, swaps, { owner, locks });
    } finally {
      for (const lock of locks) lock.release();
    }
  } catch (error) {
    // What the file system says, git can say in words.
    if (typeof (error as NodeJS.ErrnoException).code === "string") return "ask";
    throw error;
  }
}

/** Takes the locks one after another, all of them before it looks. What it has taken is the caller's to let go. */
function swapUnder(
  location: Location,
  swaps: readonly Swap[],
  { owner, locks }: { readonly owner: LockOwner; readonly locks: RefLock[] },
): boolean | "ask" {
  for (const { ref, to } of swaps) {
    if (!isPlain(location, ref)) return "ask";
    const lock = takeRefLock(location, { ref, content: `${to}\n` }, owner);
    if (lock === undefined) return "ask";
    locks.push(lock);
  }
  const values = swaps.map(({ ref }) => readPlainRefInFiles(location, ref));
  if (values.includes("ask")) return "ask";
  if (values.some((value, at) => value !== swaps[at]?.from)) return false;
  for (const lock of locks) lock.move();
  return true;
}

/** True for a ref of which git keeps no log, that is no link, and that is not checked out. */
function isPlain({ commonDir, gitDir }: Location, ref: string): boolean {
  if (existsSync(`${commonDir}/logs/${ref}`) || readFileSync(`${gitDir}/HEAD`, "latin1").includes(ref)) return false;
  return lstatSync(`${commonDir}/${ref}`, { throwIfNoEntry: false })?.isFile() !== false;
}

import { existsSync, lstatSync, readFileSync } from "node:fs";
import { isTrue } from "../config-file.ts";
import { readPlainRefInFiles } from "../ref-files.ts";
import type { GitConfig, Location, LockOwner, Oid, RefChange } from "../repository.ts";
import { takeRefLock } from "./ref-lock.ts";

/** A ref that has a value and gets another one. */
export interface Swap {
  readonly ref: string;
  readonly to: Oid;
  readonly from: Oid;
}

/** The one change of a call if it is a swap of a ref of bd's own; what makes or takes away refs, or moves several, is git's. */
export function swapIn(changes: readonly RefChange[]): Swap | undefined {
  const [first] = changes;
  if (changes.length !== 1 || first === undefined) return undefined;
  const { ref, to, from } = first;
  return to === null || from === null || !OWN.test(ref) ? undefined : { ref, to, from };
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
 * Moves a ref in place, by git's own protocol: makes `<ref>.lock` if there is none, reads the value under it, and moves the lock over the ref. The
 * order of what is read is that of git, which packs a ref before it takes the loose file away, and for that needs the same lock. False if the ref has
 * another value; "ask" where git has to be asked, for whatever reason: then nothing was changed, and nothing stays behind.
 */
export function swapRef(location: Location, { ref, to, from }: Swap, owner: LockOwner): boolean | "ask" {
  try {
    if (!isPlain(location, ref)) return "ask";
    const lock = takeRefLock(location, { ref, content: `${to}\n` }, owner);
    if (lock === undefined) return "ask";
    try {
      const current = readPlainRefInFiles(location, ref);
      if (current === "ask") return "ask";
      if (current !== from) return false;
      lock.move();
      return true;
    } finally {
      lock.release();
    }
  } catch (error) {
    // What the file system says, git can say in words.
    if (typeof (error as NodeJS.ErrnoException).code === "string") return "ask";
    throw error;
  }
}

/** True for a ref of which git keeps no log, that is no link, and that is not checked out. */
function isPlain({ commonDir, gitDir }: Location, ref: string): boolean {
  if (existsSync(`${commonDir}/logs/${ref}`) || readFileSync(`${gitDir}/HEAD`, "latin1").includes(ref)) return false;
  return lstatSync(`${commonDir}/${ref}`, { throwIfNoEntry: false })?.isFile() !== false;
}

import {
  type BigIntStats,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Location, LockOwner } from "../repository.ts";

/** The lock of one ref, held by this process. */
export interface RefLock {
  /** Makes what was written the ref's value. */
  move(): void;
  /** Lets go; what was not moved is given up. */
  release(): void;
}

/** Where the names of those who hold locks lie, below the common directory. */
const OWNERS = "bd/ref-lock";

/** So often the folder of a ref is made anew that others tidy away, and a dead process's lock is taken away. */
const ATTEMPTS = 3;

/** Stands behind the maker's name, before what tells its locks apart. */
const TURN = "+";

let made = 0;

/**
 * Takes git's lock on a ref, with the new value in it: a file that names its maker is written first, and then linked to as `<ref>.lock`, which fails
 * if there is one. So a lock is always whole, and one that a dead process left is known: it is the same file as one that bears its maker's name.
 * Undefined if somebody has it; whoever wants to wait asks git. @throws what the file system says; then nothing stays behind
 */
export function takeRefLock(
  { commonDir }: Location,
  { ref, content }: { readonly ref: string; readonly content: string },
  owner: LockOwner,
): RefLock | undefined {
  const folder = `${commonDir}/${OWNERS}`;
  const draft = `${folder}/${owner.name}${TURN}${made++}`;
  const path = `${commonDir}/${ref}`;
  try {
    write(draft, content);
    owner.reached?.("ref:drafted");
    if (!linkTo({ draft, lock: `${path}.lock`, folder }, owner)) {
      rmSync(draft, { force: true });
      return undefined;
    }
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  owner.reached?.("ref:locked");
  return lockOf({ draft, path }, owner);
}

function lockOf({ draft, path }: { readonly draft: string; readonly path: string }, owner: LockOwner): RefLock {
  let held = true;
  return {
    move: () => {
      renameSync(`${path}.lock`, path);
      held = false;
      owner.reached?.("ref:moved");
    },
    // The name goes last: while the lock is there, it must be known whose it is.
    release: () => {
      if (held) rmSync(`${path}.lock`, { force: true });
      held = false;
      tidy(draft);
    },
  };
}

function write(draft: string, content: string): void {
  try {
    writeFileSync(draft, content, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    mkdirSync(dirname(draft), { recursive: true });
    writeFileSync(draft, content, { flag: "wx" });
  }
}

interface Link {
  readonly draft: string;
  readonly lock: string;
  readonly folder: string;
}

function linkTo(link: Link, owner: LockOwner): boolean {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      linkSync(link.draft, link.lock);
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") mkdirSync(dirname(link.lock), { recursive: true });
      else if (code !== "EEXIST") throw error;
      // Over a network a link may be made and its answer lost.
      else if (isSame(statOf(link.draft), statOf(link.lock))) return true;
      else if (!clearDead(link, owner)) return false;
    }
  }
  return false;
}

/**
 * Takes away a lock whose maker is dead. Many may see it at once, and by the time they act the ref may be locked anew: so the file with the dead
 * one's name is renamed first, which one of them alone can do, and whoever did is the only one to touch that lock. If that one dies over it, the lock
 * is its own then. True if the way is free.
 */
function clearDead({ draft, lock, folder }: Link, owner: LockOwner): boolean {
  if (statOf(lock) === undefined) return true;
  const name = fileOfMaker(folder, lock);
  if (name === undefined || !owner.isGone(makerIn(name))) return false;
  const taken = `${draft}${TURN}taken`;
  try {
    renameSync(join(folder, name), taken);
  } catch {
    return false;
  }
  owner.reached?.("ref:taken");
  // Somebody may have taken it away by hand meanwhile.
  if (isSame(statOf(lock), statOf(taken))) rmSync(lock, { force: true });
  tidy(taken);
  return true;
}

/** The name of whoever made a lock, as its owner has it; undefined for git's own, and for one that is gone. */
export function makerOf({ commonDir }: Location, lock: string): string | undefined {
  const name = fileOfMaker(join(commonDir, OWNERS), lock);
  return name === undefined ? undefined : makerIn(name);
}

function fileOfMaker(folder: string, lock: string): string | undefined {
  const found = statOf(lock);
  // git's own locks have one name.
  if (found === undefined || found.nlink < 2n) return undefined;
  return readdirSync(folder).find((each) => isSame(statOf(join(folder, each)), found));
}

function makerIn(name: string): string {
  return name.slice(0, name.indexOf(TURN));
}

/** Exact: the numbers of some file systems are beyond what a number can tell apart. */
function statOf(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false });
}

function isSame(one: BigIntStats | undefined, other: BigIntStats | undefined): boolean {
  return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev;
}

/** A name that stays is no harm. */
function tidy(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // The lock itself is settled by now.
  }
}

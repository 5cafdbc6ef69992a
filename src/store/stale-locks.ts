import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { makerOf } from "../git/native/ref-lock.ts";
import type { Location } from "../git/repository.ts";
import { identityIn } from "./lock-owner.ts";
import { isAlive, type ProcessIdentity } from "./process-identity.ts";

/** A lock file that bd or git left in the repository. */
export interface FoundLock {
  /** Absolute. */
  readonly file: string;
  /** Milliseconds. */
  readonly age: number;
  /** The process that made it, where the file or its name beside it says; git's own do not. */
  readonly owner: ProcessIdentity | null;
  /** True or false where it can be known. */
  readonly alive: boolean | null;
}

/** A lock of bd's is old after ten minutes; one of git's, whose owner nobody knows, after an hour. Milliseconds. */
const OLD = { known: 600_000, unknown: 3_600_000 } as const;

/** The lock files that can stand in bd's way: its own, and git's on the refs that bd moves. */
export function findLocks(location: Location, now: number): FoundLock[] {
  const { commonDir } = location;
  const files = [
    ...namesIn(join(commonDir, "bd"), 0),
    ...namesIn(join(commonDir, "refs", "beads"), 3),
    join(commonDir, "refs", "heads", "beads.lock"),
    join(commonDir, "packed-refs.lock"),
  ];
  return [...new Set(files)].flatMap((file) => lockAt(location, file, now) ?? []);
}

/** True for a lock that nobody holds any more, as far as that can be told: old, and its process gone or not named. */
export function isAbandoned({ age, owner, alive }: FoundLock): boolean {
  return alive !== true && age > (owner === null ? OLD.unknown : OLD.known);
}

/** Takes an abandoned lock away; false if it changed hands meanwhile. */
export function breakLock(location: Location, lock: FoundLock, now: number): boolean {
  const again = lockAt(location, lock.file, now);
  if (again === undefined || !isAbandoned(again)) return false;
  rmSync(lock.file, { force: true });
  return true;
}

function namesIn(folder: string, depth: number): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return depth > 0 ? namesIn(path, depth - 1) : [];
      return entry.name.endsWith(".lock") ? [path] : [];
    });
  } catch {
    return [];
  }
}

function lockAt(location: Location, file: string, now: number): FoundLock | undefined {
  try {
    const age = Math.max(0, now - statSync(file).mtimeMs);
    const owner = ownerIn(readFileSync(file, "utf8")) ?? identityIn(makerOf(location, file) ?? "") ?? null;
    return { file, age, owner, alive: owner === null ? null : (isAlive(owner) ?? null) };
  } catch {
    return undefined;
  }
}

function ownerIn(text: string): ProcessIdentity | null {
  try {
    const { process } = JSON.parse(text) as { process?: ProcessIdentity };
    return typeof process?.pid === "number" ? process : null;
  } catch {
    return null;
  }
}

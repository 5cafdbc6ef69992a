import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { Clock } from "../domain/chance.ts";
import { BeadsError } from "../errors.ts";
import { makeFolder } from "./folder.ts";
import { identify, isAlive, type ProcessIdentity } from "./process-identity.ts";

/** A lock that this process holds. Released once; releasing what somebody else holds by now does nothing. */
export interface Lock {
  release(): void;
}

export interface LockOptions {
  /** Milliseconds before the wait is given up. */
  readonly timeout: number;
  readonly now?: Clock;
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** Who holds a lock and since when (milliseconds since 1970 UTC, by the holder's clock). */
interface Holder {
  readonly process: ProcessIdentity;
  readonly since: number;
  /** Tells two locks of one process apart. */
  readonly turn: number;
}

/** How long a lock stands whose holder cannot be asked (another machine, another container), or whose file is empty. */
const UNKNOWN_MS = 600_000;
const EMPTY_MS = 5_000;

let turns = 0;

/**
 * Takes a lock: a file made with O_EXCL that names its holder. A dead holder's is passed over.
 * Who has waited longer asks more often, so that under many waiters nobody starves.
 * @throws LOCK_TIMEOUT (environment) with age and holder.
 */
export async function takeLock(file: string, options: LockOptions): Promise<Lock> {
  const now = options.now ?? Date.now;
  const wait = options.wait ?? ((milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)));
  const started = now();
  let slept = 0;
  for (let attempt = 0; ; attempt++) {
    const lock = tryLock(file, { now, inspect: attempt % 8 === 0 });
    if (lock !== undefined) return lock;
    const waited = Math.max(slept, now() - started);
    if (waited >= options.timeout) throw timeoutOf(file, now());
    const pause = Math.min(pauseAfter(waited, attempt), options.timeout - waited);
    await wait(pause);
    slept += pause;
  }
}

/** Takes a lock if it is free now; undefined if somebody holds it. With `inspect` (the default) a dead holder's is passed over. */
export function tryLock(file: string, options: { now?: Clock; inspect?: boolean } = {}): Lock | undefined {
  const now = options.now ?? Date.now;
  const holder: Holder = { process: identify(), since: now(), turn: turns++ };
  const text = JSON.stringify(holder);
  if (create(file, text)) return lockOf(file, text);
  if (options.inspect === false || !passOverDead(file, now())) return undefined;
  return create(file, text) ? lockOf(file, text) : undefined;
}

/** Between 2 and 33 ms, spread by process, and ever shorter for those who have waited. */
function pauseAfter(waited: number, attempt: number): number {
  const spread = ((Math.imul(process.pid, 2_654_435_761) + Math.imul(attempt, 40_503_001)) >>> 0) / 2 ** 32;
  return 1.5 + (5 + 26 * spread) / (1 + (waited / 300) ** 2);
}

function create(file: string, text: string): boolean {
  let handle: number;
  try {
    handle = openSync(file, "wx", 0o644);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code !== "ENOENT") throw error;
    makeFolder(dirname(file));
    return create(file, text);
  }
  try {
    writeSync(handle, text);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  return true;
}

function lockOf(file: string, text: string): Lock {
  let held = true;
  return {
    release: () => {
      if (held && contentOf(file) === text) unlink(file);
      held = false;
    },
  };
}

/** Takes away what is there: `rmSync` would look at it twice before. */
function unlink(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** Takes away the lock of a holder that is gone. True if the way may be free now. */
function passOverDead(file: string, now: number): boolean {
  const seen = contentOf(file);
  if (seen === undefined) return true;
  if (!isAbandoned(file, seen, now)) return false;
  // One breaker at a time: without it, of two who saw the same dead holder the second would take away the first one's fresh lock.
  const guard = `${file}.break`;
  if (!create(guard, "")) {
    if (ageOf(guard, now) > EMPTY_MS) rmSync(guard, { force: true });
    return false;
  }
  try {
    return takeAside(file, seen);
  } finally {
    rmSync(guard, { force: true });
  }
}

function takeAside(file: string, seen: string): boolean {
  if (contentOf(file) !== seen) return false;
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch {
    return true;
  }
  if (contentOf(aside) !== seen) putBack(aside, file);
  rmSync(aside, { force: true });
  return true;
}

function putBack(aside: string, file: string): void {
  try {
    linkSync(aside, file);
  } catch {
    // Somebody has it already: the lock is theirs.
  }
}

function isAbandoned(file: string, content: string, now: number): boolean {
  const holder = holderIn(content);
  if (holder === undefined) return ageOf(file, now) > EMPTY_MS;
  const alive = isAlive(holder.process);
  return alive === undefined ? ageOf(file, now) > UNKNOWN_MS : !alive;
}

function holderIn(content: string): Holder | undefined {
  try {
    const holder = JSON.parse(content) as Holder;
    return typeof holder.process.pid === "number" ? holder : undefined;
  } catch {
    return undefined;
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function ageOf(file: string, now: number): number {
  try {
    return now - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

function timeoutOf(file: string, now: number): BeadsError {
  const holder = holderIn(contentOf(file) ?? "");
  const age = Math.max(0, Math.round((now - (holder?.since ?? now)) / 1000));
  const owner = holder === undefined ? "an unknown process" : `process ${holder.process.pid} on ${holder.process.host}`;
  return new BeadsError("environment", "LOCK_TIMEOUT", `The lock ${file} is held by ${owner} for ${age} s.`, {
    hints: ["Wait for that process to end, or find out with bd doctor whether it is stuck."],
    fields: { file, age_seconds: age, owner: holder?.process ?? null },
  });
}

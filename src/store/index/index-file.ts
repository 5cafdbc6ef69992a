import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { makeFolder } from "../folder.ts";
import { Connection } from "./connection.ts";
import { othersBeside } from "./index-place.ts";
import { FIRST_META, SCHEMA, SCHEMA_VERSION } from "./schema.ts";
import { isDamage, isUnwritable } from "./trouble.ts";

/** Attempts to open a file that others replace at the same time. */
const ATTEMPTS = 20;
const PAUSE = 10;
/** A maker holds its lock for some milliseconds: one this old (ms) was left by a dead process. */
const STALE = 15_000;

/**
 * Opens an index for reading; undefined if there is none, or none of this version, or a damaged one. SQLite names its side files by path, so
 * an open must not straddle a replacement: the file must be the same one before the first read and after it.
 */
export function openForReading(file: string): Connection | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = inodeOf(file);
    if (before === undefined) return undefined;
    const opened = tryOpen(file);
    if (inodeOf(file) === before) return opened;
    opened?.close();
    pause();
  }
  return undefined;
}

/** As usual; else, with nothing left in the log, as a file that cannot change: on a read-only file system SQLite has no place for its locks. */
function tryOpen(file: string): Connection | undefined {
  try {
    return openRight(file);
  } catch (error) {
    if (!isUnwritable(error) || sizeOf(`${file}-wal`) > 0) return undefinedIfSqlite(error);
  }
  try {
    return openRight(new URL("?immutable=1", pathToFileURL(file)));
  } catch (error) {
    return undefinedIfSqlite(error);
  }
}

function openRight(location: string | URL): Connection | undefined {
  const connection = new Connection(location, "read");
  try {
    connection.exec("BEGIN");
    if (readMeta(connection, "schema") === SCHEMA_VERSION) return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
  connection.close();
  return undefined;
}

/** Whatever SQLite has against a file, the writer will find it too, and mend or say it. */
function undefinedIfSqlite(error: unknown): undefined {
  if ((error as { code?: unknown }).code !== "ERR_SQLITE_ERROR") throw error;
}

/** Opens an index for writing and makes it where it is missing, damaged or another version's. Throws what SQLite or the file system says. */
export function openForWriting(file: string): Connection {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = inodeOf(file);
    const connection = before === undefined ? undefined : tryWriter(file);
    if (connection !== undefined) {
      if (inodeOf(file) === before) return connection;
      connection.close();
    }
    replace(file);
  }
  throw new Error(`The index ${file} is replaced again and again.`);
}

function tryWriter(file: string): Connection | undefined {
  const connection = new Connection(file, "write");
  try {
    if (readMeta(connection, "schema") === SCHEMA_VERSION) return settle(connection);
  } catch (error) {
    connection.close();
    if (!isDamage(error)) throw error;
    return undefined;
  }
  connection.close();
  return undefined;
}

/** An index in memory, for where none can be written. */
export function openInMemory(): Connection {
  const connection = new Connection(":memory:", "write");
  connection.exec(`${SCHEMA};${FIRST_META}`);
  return connection;
}

/** Makes an empty index in place of a missing or unusable one; a good one that another process made meanwhile stays. */
function replace(file: string): void {
  makeFolder(dirname(file));
  withMakersLock(file, () => {
    const opened = openForReading(file);
    opened?.close();
    if (opened !== undefined) return;
    remove(file);
    const connection = new Connection(file, "write");
    try {
      connection.exec("PRAGMA journal_mode = WAL");
      settle(connection).exec(`BEGIN;${SCHEMA};${FIRST_META};COMMIT`);
    } finally {
      connection.close();
    }
  });
  for (const other of othersBeside(file)) if (isForgotten(other)) discard(other);
}

/** Milliseconds after which an index that nobody has written is taken for one of a version that is not in use any more: a week. */
const FORGOTTEN = 604_800_000;

function isForgotten(file: string): boolean {
  const times = [file, `${file}-wal`].map((each) => statSync(each, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return Date.now() - Math.max(...times) > FORGOTTEN;
}

/** Takes a damaged index away, so that the next write makes a new one. A file that cannot be removed is left. */
export function discard(file: string): void {
  withMakersLock(file, () => remove(file));
}

/** The file first: what others have open then loses its name, and SQLite takes no side file away for a file that has moved. */
function remove(file: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(`${file}${suffix}`, { force: true });
}

/**
 * A commit survives a killed process at once, and the loss of power once the log was copied into the file: what is lost then is whole
 * transactions, newest first, so the index is older and never wrong. When to copy is this program's to say, not SQLite's.
 */
function settle(connection: Connection): Connection {
  connection.exec("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0");
  return connection;
}

/** Each process that comes first reads the whole log (4 µs a page of 4 KiB), each copy of it into the file waits twice for the disk. */
export function isLogLong(file: string): boolean {
  return sizeOf(`${file}-wal`) > 512 * 1024;
}

/** What an index keeps of itself. `elsewhere` is the stamp of what it knows of other projects. */
export type MetaKey = "tip" | "project" | "elsewhere";

export function readMeta(connection: Connection, key: "schema" | MetaKey): string | null {
  return connection.value<string | null>("SELECT value FROM meta WHERE key = ?", key) ?? null;
}

export function writeMeta(connection: Connection, key: MetaKey, value: string | null): void {
  connection.run("UPDATE meta SET value = ? WHERE key = ?", value, key);
}

/** One process at a time makes or removes the file: otherwise a new file could meet the side files of an old one. */
function withMakersLock(file: string, work: () => void): void {
  const lock = `${file}.lock`;
  for (;;) {
    const handle = tryLock(lock);
    if (handle === undefined) {
      pause();
      continue;
    }
    try {
      work();
      return;
    } finally {
      closeSync(handle);
      rmSync(lock, { force: true });
    }
  }
}

function tryLock(lock: string): number | undefined {
  try {
    const handle = openSync(lock, "wx");
    writeSync(handle, String(process.pid));
    return handle;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (isStale(lock)) rmSync(lock, { force: true });
    return undefined;
  }
}

function isStale(lock: string): boolean {
  try {
    if (Date.now() - statSync(lock).mtimeMs > STALE) return true;
    const pid = Number(readFileSync(lock, "utf8"));
    return pid > 0 && !isAlive(pid);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** What tells a file from another one of its name; undefined where there is none. */
export function inodeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ino;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
}

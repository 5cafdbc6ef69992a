import { BeadsError } from "../../errors.ts";

/** SQLite's primary result codes that this product tells apart. */
const CODES = { error: 1, busy: 5, readonly: 8, ioerr: 10, corrupt: 11, full: 13, cantopen: 14, notadb: 26 } as const;
type Trouble = keyof typeof CODES;

const DAMAGE: ReadonlySet<Trouble> = new Set<Trouble>(["error", "corrupt", "notadb"]);
const UNWRITABLE: ReadonlySet<Trouble> = new Set<Trouble>(["readonly", "full", "cantopen", "ioerr"]);

const UNWRITABLE_CODES: ReadonlySet<unknown> = new Set(["EROFS", "EACCES", "EPERM", "ENOSPC", "EDQUOT", "ENOTDIR", "EEXIST"]);

/** What SQLite complains about; undefined if the error is none of SQLite's. */
function troubleOf(error: unknown): Trouble | undefined {
  const code = (error as { errcode?: unknown }).errcode;
  if (typeof code !== "number") return undefined;
  return (Object.keys(CODES) as Trouble[]).find((name) => CODES[name] === (code & 0xff));
}

/** True if the file cannot be what this program wrote: broken pages, missing tables, rows that are no JSON. */
export function isDamage(error: unknown): boolean {
  if (error instanceof BeadsError) return error.code === "INDEX_DAMAGED";
  const trouble = troubleOf(error);
  return error instanceof SyntaxError || (trouble !== undefined && DAMAGE.has(trouble));
}

/** True if the place cannot be written: a read-only file system, a full disk, no permission. */
export function isUnwritable(error: unknown): boolean {
  const trouble = troubleOf(error);
  if (trouble !== undefined) return UNWRITABLE.has(trouble);
  return UNWRITABLE_CODES.has((error as { code?: unknown }).code);
}

/** True if another process held the lock for longer than this one waits. */
export function isBusy(error: unknown): boolean {
  return troubleOf(error) === "busy";
}

/** True for what SQLite says to a ROLLBACK where it has given up the transaction by itself. */
export function isOver(error: unknown): boolean {
  return troubleOf(error) === "error";
}

/** The same trouble in words for people; what is none of SQLite's stays as it is. */
export function inWords(error: unknown): unknown {
  const words = error instanceof Error ? error.message : String(error);
  if (isBusy(error)) {
    return new BeadsError("environment", "INDEX_BUSY", `Another process has been writing the index for too long (${words}).`, {
      cause: error,
    });
  }
  if (!isUnwritable(error)) return error;
  return new BeadsError("environment", "INDEX_UNWRITABLE", `The index cannot be written (${words}).`, {
    hints: ["Make room on the disk, or make its folder writable."],
    cause: error,
  });
}

/** What is said of an index that was damaged and thrown away. */
export function damaged(cause?: unknown): BeadsError {
  return new BeadsError("environment", "INDEX_DAMAGED", "The index was damaged and has been thrown away.", {
    hints: ["Run the command again: it makes a new one."],
    cause,
  });
}

import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { BeadsError } from "../../errors.ts";

/** What can be bound to a statement. */
export type Bound = string | number | null;

/** How long a statement waits for another process's lock, in milliseconds. */
const PATIENCE = 10_000;

/** SQLite's primary result codes that this product tells apart. */
const CODES = { error: 1, busy: 5, readonly: 8, ioerr: 10, corrupt: 11, full: 13, cantopen: 14, notadb: 26 } as const;
type Trouble = keyof typeof CODES;

const DAMAGE: ReadonlySet<Trouble> = new Set<Trouble>(["error", "corrupt", "notadb"]);
const UNWRITABLE: ReadonlySet<Trouble> = new Set<Trouble>(["readonly", "full", "cantopen", "ioerr"]);

const UNWRITABLE_CODES: ReadonlySet<unknown> = new Set(["EROFS", "EACCES", "EPERM", "ENOSPC", "EDQUOT", "ENOTDIR", "EEXIST"]);

/** One connection to an index, with its statements prepared when first asked for. */
export class Connection {
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  private folding = false;

  constructor(location: string, mode: "read" | "write") {
    this.database = new DatabaseSync(location, { readOnly: mode === "read", timeout: PATIENCE });
  }

  get<T extends object>(sql: string, ...values: readonly Bound[]): T | undefined {
    return this.prepare(sql).get(...(values as SQLInputValue[])) as T | undefined;
  }

  all<T extends object>(sql: string, ...values: readonly Bound[]): T[] {
    return this.prepare(sql).all(...(values as SQLInputValue[])) as T[];
  }

  /** Rows one by one: whoever has enough stops, and the rest is never computed. */
  iterate<T extends object>(sql: string, ...values: readonly Bound[]): IterableIterator<T> {
    return this.prepare(sql).iterate(...(values as SQLInputValue[])) as IterableIterator<T>;
  }

  /** Answers the row id of the last insert. */
  run(sql: string, ...values: readonly Bound[]): number {
    const statement = this.prepare(sql);
    // The full-text table's row ids leave the range of a number, and node:sqlite throws for them even if nobody reads them.
    statement.setReadBigInts(true);
    return Number(statement.run(...(values as SQLInputValue[])).lastInsertRowid);
  }

  exec(sql: string): void {
    this.database.exec(sql);
  }

  /** Gives up the transaction, if SQLite has not done so by itself (a full disk, a damaged page). */
  rollback(): void {
    try {
      this.database.exec("ROLLBACK");
    } catch (error) {
      if (troubleOf(error) !== "error") throw error;
    }
  }

  /** Makes `fold(text)` known to this connection's statements: lower case beyond ASCII, which SQLite's own does not know. */
  defineFold(): void {
    if (this.folding) return;
    this.database.function("fold", { deterministic: true }, (text) => String(text).toLowerCase());
    this.folding = true;
  }

  close(): void {
    this.statements.clear();
    if (this.database.isOpen) this.database.close();
  }

  private prepare(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const made = this.database.prepare(sql);
    this.statements.set(sql, made);
    return made;
  }
}

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

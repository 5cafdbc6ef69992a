import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { isOver } from "./trouble.ts";

/** What can be bound to a statement. */
export type Bound = string | number | null;

/** How long a statement waits for another process's lock, in milliseconds. */
const PATIENCE = 10_000;

/** One connection to an index, with its statements prepared when first asked for. */
export class Connection {
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  /** Those that answer arrays: a statement does one or the other. */
  private readonly tupleStatements = new Map<string, StatementSync>();
  private folding = false;

  constructor(location: string | URL, mode: "read" | "write") {
    this.database = new DatabaseSync(location, { readOnly: mode === "read", timeout: PATIENCE });
  }

  get<T extends object>(sql: string, ...values: readonly Bound[]): T | undefined {
    return this.prepare(sql).get(...(values as SQLInputValue[])) as T | undefined;
  }

  all<T extends object>(sql: string, ...values: readonly Bound[]): T[] {
    return this.prepare(sql).all(...(values as SQLInputValue[])) as T[];
  }

  /** What the first column of the first row holds. */
  value<T extends Bound>(sql: string, ...values: readonly Bound[]): T | undefined {
    return (this.prepareTuples(sql).get(...(values as SQLInputValue[])) as [T] | undefined)?.[0];
  }

  /** The first row as a tuple. */
  tuple<T extends readonly Bound[]>(sql: string, ...values: readonly Bound[]): T | undefined {
    return this.prepareTuples(sql).get(...(values as SQLInputValue[])) as unknown as T | undefined;
  }

  /** Rows as tuples: for what looks at many, since an object with names for each takes three times the memory. */
  tuples<T extends readonly Bound[]>(sql: string, ...values: readonly Bound[]): T[] {
    return this.prepareTuples(sql).all(...(values as SQLInputValue[])) as unknown as T[];
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

  /**
   * Begins to write, or says at once that somebody else does: SQLite waits with the whole process, and the one who writes may be this very
   * process, at another ledger of the same clone. Whoever finds it busy waits in a way that lets others go on.
   */
  beginToWrite(): void {
    this.database.exec("PRAGMA busy_timeout = 0");
    try {
      this.database.exec("BEGIN IMMEDIATE");
    } finally {
      this.database.exec(`PRAGMA busy_timeout = ${PATIENCE}`);
    }
  }

  /** Gives up the transaction, if SQLite has not done so by itself (a full disk, a damaged page). */
  rollback(): void {
    if (!this.database.isOpen) return;
    try {
      this.database.exec("ROLLBACK");
    } catch (error) {
      if (!isOver(error)) throw error;
    }
  }

  /** Copies the log of writes into the file and cuts it off, unless somebody reads from it: nobody is waited for. */
  emptyLog(): void {
    this.database.exec(`PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout = ${PATIENCE}`);
  }

  /** Makes `fold(text)` known to this connection's statements: lower case beyond ASCII, which SQLite's own does not know. */
  defineFold(): void {
    if (this.folding) return;
    this.database.function("fold", { deterministic: true }, (text) => String(text).toLowerCase());
    this.folding = true;
  }

  close(): void {
    this.statements.clear();
    this.tupleStatements.clear();
    if (this.database.isOpen) this.database.close();
  }

  private prepare(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const made = this.database.prepare(sql);
    this.statements.set(sql, made);
    return made;
  }

  private prepareTuples(sql: string): StatementSync {
    const known = this.tupleStatements.get(sql);
    if (known !== undefined) return known;
    const made = this.database.prepare(sql);
    made.setReturnArrays(true);
    this.tupleStatements.set(sql, made);
    return made;
  }
}

import type { Oid, Repository } from "../../git/repository.ts";
import type { Snapshot } from "../snapshot.ts";
import { type Connection, isBusy, isDamage, isUnwritable } from "./connection.ts";
import type { IndexDraft } from "./draft.ts";
import { guarded } from "./guarded.ts";
import { discard, openForReading, openForWriting, openInMemory, readMeta } from "./index-file.ts";
import { IndexSnapshot } from "./index-snapshot.ts";

export type { IndexDraft } from "./draft.ts";

/** What an index tells whoever waits for it. */
export interface IndexOptions {
  warn(line: string): void;
  progress(line: string): void;
}

/** The beads of one clone, kept beside its git directory so that reads need no git. Disposable at any time, and never trusted over git. */
export interface LedgerIndex {
  /** The tip that reads see; null where nothing is known yet. */
  readonly tip: Oid | null;
  /** Brings the index to a tip: nothing if it knows it, what differs if the known tip still exists, else everything anew. */
  sync(repository: Repository, tip: Oid): Promise<void>;
  /** Brings the index to where a ref points; a tip that another process brought it to meanwhile is good if the ref is there by now. */
  follow(repository: Repository, ref: string): Promise<Oid | null>;
  /** Starts to write at exactly a tip. One draft at a time, over all processes; the next waits until this one ends. */
  begin(repository: Repository, tip: Oid): Promise<IndexDraft>;
  /** The beads at `tip`. It stays the same while others write, and follows what this index itself is brought to. */
  snapshot(): Snapshot;
  /** Lets go of the state that reads are pinned to. A long-lived process does so when it has nothing to do, so that the log of writes can shrink. */
  rest(): void;
  close(): void;
}

/** Opens an index. Nothing is written before the first `sync` or `begin`; a file that is no good is thrown away then. */
export function openIndex(file: string, options: IndexOptions): LedgerIndex {
  return new SqliteIndex(file, options);
}

/** How often a writer that found another one at work for long asks again. */
const PATIENCE = 12;

class SqliteIndex implements LedgerIndex {
  private readonly file: string;
  private readonly options: IndexOptions;
  private reader: Connection | undefined;
  private writer: Connection | undefined;
  /** True once nothing can be written: then one connection, in memory, is reader and writer. */
  private inMemory = false;
  private pinned = false;
  /** True while the writer's transaction holds a whole new index. */
  private rebuilt = false;
  private known: Oid | null = null;
  /** The end of the last of those that write, one after another. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(file: string, options: IndexOptions) {
    this.file = file;
    this.options = options;
    this.openReader();
  }

  get tip(): Oid | null {
    return this.known;
  }

  async sync(repository: Repository, tip: Oid): Promise<void> {
    if (this.isAt(tip)) return;
    await this.queued(async () => {
      if (this.isAt(tip) || this.repin() === tip) return;
      await this.writing((writer) => this.bringTo(writer, repository, tip));
      this.repin();
    });
  }

  async follow(repository: Repository, ref: string): Promise<Oid | null> {
    const tip = await repository.readRef(ref);
    if (tip === null || this.isAt(tip)) return tip;
    if (this.repin() === tip) return tip;
    const again = await repository.readRef(ref);
    if (again !== null && !this.isAt(again)) await this.sync(repository, again);
    return again;
  }

  async begin(repository: Repository, tip: Oid): Promise<IndexDraft> {
    const turn = await this.takeTurn();
    try {
      const { OpenDraft } = await import("./draft.ts");
      const writer = await this.writing(async (connection) => {
        connection.exec("BEGIN IMMEDIATE");
        try {
          await this.loadInto(connection, repository, tip);
        } catch (error) {
          connection.rollback();
          throw error;
        }
        return connection;
      });
      return new OpenDraft(writer, tip, (how) => {
        if (how === "commit") this.commit(writer);
        else writer.rollback();
        this.repin();
        turn();
      });
    } catch (error) {
      turn();
      throw error;
    }
  }

  snapshot(): Snapshot {
    if (this.reader === undefined || this.known === null) throw new Error("An index has no snapshot before its first sync.");
    return guarded(new IndexSnapshot(this.reader, () => this.known as Oid), () => this.throwAway());
  }

  rest(): void {
    if (!this.pinned || this.reader === undefined || this.inMemory) return;
    this.reader.exec("COMMIT");
    this.pinned = false;
  }

  /** The reader last: while it is open, closing the writer copies no log into the file, which would cost the end of every write. */
  close(): void {
    if (this.writer !== this.reader) this.writer?.close();
    this.reader?.close();
    this.writer = undefined;
    this.reader = undefined;
  }

  private isAt(tip: Oid): boolean {
    if (!this.pinned && this.reader !== undefined) this.repin();
    return this.known === tip;
  }

  private openReader(): void {
    const opened = openForReading(this.file);
    this.reader = opened?.connection;
    this.pinned = opened !== undefined;
    this.known = opened === undefined ? null : readMeta(opened.connection, "tip");
  }

  /** Lets reads see the newest state, and answers its tip. */
  private repin(): Oid | null {
    if (this.inMemory) {
      this.known = readMeta(this.reader as Connection, "tip");
      return this.known;
    }
    if (this.reader === undefined) this.openReader();
    else {
      if (this.pinned) this.reader.exec("COMMIT");
      this.reader.exec("BEGIN");
      this.pinned = true;
      this.known = readMeta(this.reader, "tip");
    }
    return this.known;
  }

  private async bringTo(writer: Connection, repository: Repository, tip: Oid): Promise<void> {
    writer.exec("BEGIN IMMEDIATE");
    try {
      await this.loadInto(writer, repository, tip);
      this.commit(writer);
    } catch (error) {
      writer.rollback();
      throw error;
    }
  }

  /** Reads let go first: a log of writes that somebody reads can neither be copied into the file nor begin anew, and would grow for ever. */
  private commit(writer: Connection): void {
    this.rest();
    writer.exec("COMMIT");
    if (this.rebuilt && !this.inMemory) writer.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    this.rebuilt = false;
  }

  private async loadInto(writer: Connection, repository: Repository, tip: Oid): Promise<void> {
    if (readMeta(writer, "tip") === tip) return;
    const { load } = await import("./load.ts");
    this.rebuilt = "rebuilt" === (await load(writer, { repository, tip, progress: (line) => this.options.progress(line) }));
  }

  /** Writes with the writer. A damaged file is thrown away once; where none can be written, an index in memory does it. */
  private async writing<T>(work: (writer: Connection) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        this.writer ??= openForWriting(this.file);
        return await work(this.writer);
      } catch (error) {
        if (isBusy(error) && attempt < PATIENCE) continue;
        if (isDamage(error) && attempt === 0) this.throwAway();
        else if (isUnwritable(error) && !this.inMemory) this.goToMemory(error);
        else throw error;
      }
    }
  }

  private throwAway(): void {
    this.close();
    this.known = null;
    this.pinned = false;
    discard(this.file);
  }

  private goToMemory(error: unknown): void {
    this.close();
    this.inMemory = true;
    this.reader = openInMemory();
    this.writer = this.reader;
    this.known = null;
    const why = error instanceof Error ? error.message : String(error);
    this.options.warn(`The index ${this.file} cannot be written (${why}): it is made in memory for this command.`);
  }

  private async queued<T>(work: () => Promise<T>): Promise<T> {
    const turn = await this.takeTurn();
    try {
      return await work();
    } finally {
      turn();
    }
  }

  /** Waits for whoever writes in this process, and answers what ends this turn. */
  private async takeTurn(): Promise<() => void> {
    const before = this.queue;
    let end: () => void = () => undefined;
    this.queue = new Promise<void>((resolve) => {
      end = resolve;
    });
    await before;
    return end;
  }
}

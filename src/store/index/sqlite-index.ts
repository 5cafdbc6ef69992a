import type { Oid, Repository } from "../../git/repository.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Connection } from "./connection.ts";
import type { IndexDraft } from "./draft.ts";
import { isElsewhereKnown } from "./elsewhere.ts";
import { guarded } from "./guarded.ts";
import { discard, inodeOf, isLogLong, openForWriting, openInMemory, readMeta } from "./index-file.ts";
import { IndexSnapshot } from "./index-snapshot.ts";
import type { IndexOptions, LedgerIndex } from "./open.ts";
import { PinnedReader } from "./pinned-reader.ts";
import { damaged, inWords, isBusy, isDamage, isUnwritable } from "./trouble.ts";
import { Turns } from "./turns.ts";

/** How long a writer waits for another one, and how long before it says so, in milliseconds. */
const PATIENCE = 120_000;
const SILENCE = 10_000;
/** How often others may bring the index elsewhere between this process's write and its read. */
const ATTEMPTS = 20;

/** An index in a file, or in memory where no file can be written. */
export class SqliteIndex implements LedgerIndex {
  private readonly file: string;
  private readonly options: IndexOptions;
  private readonly reader: PinnedReader;
  private readonly turns = new Turns();
  private writer: Connection | undefined;
  /** Which file that is open in, as long as the file is there. */
  private written: number | undefined;
  /** Set once nothing can be written: then one connection reads and writes. */
  private memory: Connection | undefined;

  constructor(file: string, options: IndexOptions) {
    this.file = file;
    this.options = options;
    this.reader = new PinnedReader(file);
  }

  get tip(): Oid | null {
    return this.memory === undefined ? this.reader.tip : readMeta(this.memory, "tip");
  }

  async sync(repository: Repository, tip: Oid): Promise<void> {
    if (this.isAt(tip)) return;
    const end = await this.turns.take();
    try {
      this.moveOn();
      if (!this.isAt(tip)) await this.bring(repository, tip);
    } finally {
      end();
    }
  }

  async follow(repository: Repository, ref: string): Promise<Oid | null> {
    const tip = await repository.readRef(ref);
    if (tip === null || this.isAt(tip)) return tip;
    this.moveOn();
    if (this.isAt(tip)) return tip;
    const now = await repository.readRef(ref);
    if (now !== null) await this.sync(repository, now);
    return now;
  }

  async begin(repository: Repository, tip: Oid, patience = PATIENCE): Promise<IndexDraft> {
    const end = await this.turns.take();
    try {
      const { OpenDraft } = await import("./draft.ts");
      const writer = await this.writing((connection) => this.start(connection, repository, tip), patience);
      return new OpenDraft(writer, this.guard(new IndexSnapshot(writer, () => tip)), {
        end: (last) => this.finish(writer, last, end),
        blame: (error) => this.blame(error),
      });
    } catch (error) {
      end();
      throw error;
    }
  }

  snapshot(): Snapshot {
    if (this.view() === undefined) throw new Error("An index has no snapshot before its first sync.");
    return guarded(
      () => this.view(),
      () => this.throwAway(),
    );
  }

  rest(): void {
    if (this.memory === undefined) this.reader.rest();
  }

  /** The reader last: while it is open, closing the writer copies no log into the file, which would cost the end of every write. */
  close(): void {
    this.closeWriter();
    this.reader.close();
    this.memory?.close();
  }

  /** What it wrote to may have been deleted meanwhile: the next one opens what lies there by now. */
  private closeWriter(): void {
    this.writer?.close();
    this.writer = undefined;
  }

  /** True where reads see this tip, with what is known of other projects by now. */
  private isAt(tip: Oid): boolean {
    if (this.tip !== tip) return false;
    const { elsewhere } = this.options;
    if (elsewhere === undefined) return true;
    const known = this.memory === undefined ? this.reader.elsewhere : readMeta(this.memory, "elsewhere");
    return known === elsewhere.stamp();
  }

  private view(): IndexSnapshot | undefined {
    if (this.memory === undefined) return this.reader.snapshot;
    return new IndexSnapshot(this.memory, () => this.tip as Oid);
  }

  private moveOn(): Oid | null {
    return this.memory === undefined ? this.reader.refresh() : this.tip;
  }

  private async bring(repository: Repository, tip: Oid): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      await this.writing(async (writer) => {
        await this.start(writer, repository, tip);
        try {
          this.commit(writer);
        } catch (error) {
          writer.rollback();
          throw error;
        }
      });
      if (this.moveOn() === tip || this.memory !== undefined || this.reader.reopen() === tip) return;
      this.closeWriter();
    }
    throw new Error("The index is brought elsewhere again and again.");
  }

  /** Begins to write, at exactly a tip. What cannot be written says so here, and not half-way. */
  private async start(writer: Connection, repository: Repository, tip: Oid): Promise<Connection> {
    writer.beginToWrite();
    try {
      writer.run("UPDATE meta SET value = value WHERE key = 'schema'");
      const { elsewhere } = this.options;
      if (readMeta(writer, "tip") === tip && isElsewhereKnown(writer, elsewhere)) return writer;
      const { load } = await import("./load.ts");
      await load(writer, { repository, tip, elsewhere, progress: (line) => this.options.progress(line) });
      return writer;
    } catch (error) {
      writer.rollback();
      throw error;
    }
  }

  /** Reads let go first: a log of writes that somebody reads can neither be copied into the file nor begin anew, and would grow for ever. */
  private commit(writer: Connection): void {
    this.rest();
    writer.exec("COMMIT");
    if (this.memory === undefined && isLogLong(this.file)) writer.emptyLog();
  }

  /** Ends a draft. The ref has moved by then, so an index that could not be written is no failure: it is older, and catches up next time. */
  private finish(writer: Connection, last: (() => void) | null, end: () => void): void {
    try {
      if (last === null) writer.rollback();
      else {
        last();
        this.commit(writer);
      }
      this.moveOn();
    } catch (error) {
      writer.rollback();
      const words = this.blame(error);
      if (words === error) throw error;
      this.options.warn(`The index will catch up later. ${(words as Error).message}`);
    } finally {
      end();
    }
  }

  /** A damaged file is thrown away; what SQLite says becomes words. */
  private blame(error: unknown): unknown {
    if (!isDamage(error) || this.memory !== undefined) return inWords(error);
    this.throwAway();
    return damaged(error);
  }

  private guard(snapshot: IndexSnapshot): Snapshot {
    return guarded(
      () => snapshot,
      () => this.throwAway(),
    );
  }

  /** Writes with the writer. A damaged file is thrown away once; where none can be written, an index in memory does it. */
  private async writing<T>(work: (writer: Connection) => Promise<T>, patience = PATIENCE): Promise<T> {
    const waiting = { slept: 0, said: false };
    let mended = false;
    for (let attempt = 0; ; attempt++) {
      try {
        return await work(this.openWriter());
      } catch (error) {
        if (isBusy(error) && waiting.slept < patience) await this.wait(waiting, attempt);
        else if (isDamage(error) && !mended) {
          mended = true;
          this.throwAway();
        } else if (isUnwritable(error) && this.memory === undefined) this.goToMemory(error);
        else throw inWords(error);
      }
    }
  }

  private openWriter(): Connection {
    if (this.memory !== undefined) return this.memory;
    if (inodeOf(this.file) !== this.written) this.closeWriter();
    this.writer ??= openForWriting(this.file);
    this.written = inodeOf(this.file);
    return this.writer;
  }

  /** Asks again soon; later less often, since whoever writes for long goes on for long. */
  private async wait(waiting: { slept: number; said: boolean }, attempt: number): Promise<void> {
    if (!waiting.said && waiting.slept > SILENCE) {
      waiting.said = true;
      this.options.progress("Waiting for another process that writes the index.");
    }
    const pause = Math.min(50, 2 + attempt);
    await new Promise((resolve) => setTimeout(resolve, pause));
    waiting.slept += pause;
  }

  private throwAway(): void {
    if (this.memory !== undefined) throw new Error("An index in memory is damaged.");
    this.close();
    discard(this.file);
  }

  private goToMemory(error: unknown): void {
    this.close();
    this.memory = openInMemory();
    const why = error instanceof Error ? error.message : String(error);
    this.options.warn(`The index ${this.file} cannot be written (${why}): it is made in memory for this command.`);
  }
}

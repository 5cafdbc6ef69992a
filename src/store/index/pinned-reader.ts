import type { Oid } from "../../git/repository.ts";
import type { Connection } from "./connection.ts";
import { inodeOf, openForReading, readMeta } from "./index-file.ts";
import { IndexSnapshot } from "./index-snapshot.ts";
import { isDamage } from "./trouble.ts";

/**
 * What reads go through: a connection within a transaction, so that it sees one state of the file however long it asks, and whoever writes
 * meanwhile. It moves on only when it is told to.
 */
export class PinnedReader {
  private readonly file: string;
  private connection: Connection | undefined;
  private view: IndexSnapshot | undefined;
  private inode: number | undefined;
  private pinned = false;
  private known: Oid | null = null;
  private elsewhereKnown: string | null = null;
  /** True where the file was taken away while it was open. */
  private gone = false;

  constructor(file: string) {
    this.file = file;
    this.reopen();
  }

  /** The tip that reads see; null where there is nothing to read, or what there was has been taken away. */
  get tip(): Oid | null {
    if (!this.pinned) this.refresh();
    return this.gone ? null : this.known;
  }

  /** The stamp of what reads know of other projects. */
  get elsewhere(): string | null {
    if (!this.pinned) this.refresh();
    return this.elsewhereKnown;
  }

  /** The beads at `tip`; undefined where there is nothing to read. What was taken away between two looks is read on: it was right, and is open still. */
  get snapshot(): IndexSnapshot | undefined {
    if (!this.pinned) this.refresh();
    return this.known === null ? undefined : this.view;
  }

  /** Moves on to the newest state, and answers its tip. */
  refresh(): Oid | null {
    if (this.connection === undefined || inodeOf(this.file) !== this.inode) return this.reopen();
    return this.pin(this.connection);
  }

  /** Opens what lies under the file's name by now, and answers its tip. Where nothing does, the caller makes it anew. */
  reopen(): Oid | null {
    const inode = inodeOf(this.file);
    if (inode === undefined && this.connection !== undefined) {
      this.gone = true;
      this.pin(this.connection);
      return null;
    }
    this.close();
    const connection = openForReading(this.file);
    if (connection === undefined) return null;
    this.inode = inode;
    this.connection = connection;
    this.view = new IndexSnapshot(connection, () => this.known as Oid);
    this.pinned = true;
    this.readMarks(connection);
    return this.known;
  }

  /** Lets go of the state. What is read next is the newest one. */
  rest(): void {
    if (!this.pinned || this.connection === undefined) return;
    this.pinned = false;
    this.connection.exec("COMMIT");
  }

  private pin(connection: Connection): Oid | null {
    try {
      this.rest();
      connection.exec("BEGIN");
      this.readMarks(connection);
      this.pinned = true;
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.close();
    }
    return this.known;
  }

  private readMarks(connection: Connection): void {
    this.known = readMeta(connection, "tip");
    this.elsewhereKnown = readMeta(connection, "elsewhere");
  }

  close(): void {
    this.connection?.close();
    this.connection = undefined;
    this.view = undefined;
    this.pinned = false;
    this.gone = false;
    this.known = null;
    this.elsewhereKnown = null;
  }
}

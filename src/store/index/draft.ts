import type { FileWrite, Oid } from "../../git/repository.ts";
import type { Snapshot } from "../snapshot.ts";
import { BeadWriter } from "./bead-writer.ts";
import type { Connection } from "./connection.ts";
import { writeMeta } from "./index-file.ts";
import { Revisions } from "./revisions.ts";
import { Standings } from "./standings.ts";

/** Files of commits that are not made yet, laid over one tip. Nobody else sees them before `commit`. */
export interface IndexDraft {
  /** The tip with what was applied so far. */
  snapshot(): Snapshot;
  /** Applies the files of one commit to be. `at`: when it will be committed, milliseconds since 1970 UTC. */
  apply(files: readonly FileWrite[], at: number): void;
  /** Keeps everything; `revisions` are the commits of the calls of `apply`, in their order. */
  commit(tip: Oid, revisions: readonly Oid[]): void;
  /** Forgets everything. After `commit` it does nothing. */
  rollback(): void;
}

/** Ends a draft: does the last writes and keeps everything, or (null) forgets everything. */
export type EndDraft = (last: (() => void) | null) => void;

export class OpenDraft implements IndexDraft {
  private readonly connection: Connection;
  private readonly view: Snapshot;
  private readonly end: EndDraft;
  /** Deals with a failed write, and answers what is to be thrown. */
  private readonly blame: (error: unknown) => unknown;
  private readonly seqs: number[] = [];
  private over = false;

  constructor(
    connection: Connection,
    view: Snapshot,
    outside: { readonly end: EndDraft; readonly blame: (error: unknown) => unknown },
  ) {
    this.connection = connection;
    this.view = view;
    this.end = outside.end;
    this.blame = outside.blame;
  }

  snapshot(): Snapshot {
    return this.view;
  }

  apply(files: readonly FileWrite[], at: number): void {
    try {
      const writer = new BeadWriter(this.connection, new Standings(this.connection, false), false);
      for (const file of files) writer.put(file.path, file.content);
      writer.settle();
      this.seqs.push(new Revisions(this.connection).add({ oid: "", at, paths: files.map((file) => file.path) }));
    } catch (error) {
      throw this.blame(error);
    }
  }

  commit(tip: Oid, revisions: readonly Oid[]): void {
    if (revisions.length !== this.seqs.length)
      throw new Error(`${revisions.length} commits for ${this.seqs.length} applied changes.`);
    this.over = true;
    this.end(() => {
      const known = new Revisions(this.connection);
      for (const [index, seq] of this.seqs.entries()) known.name(seq, revisions[index] as Oid);
      writeMeta(this.connection, "tip", tip);
    });
  }

  rollback(): void {
    if (this.over) return;
    this.over = true;
    this.end(null);
  }
}

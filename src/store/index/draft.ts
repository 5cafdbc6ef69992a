import type { FileWrite, Oid } from "../../git/repository.ts";
import type { Snapshot } from "../snapshot.ts";
import { BeadWriter } from "./bead-writer.ts";
import type { Connection } from "./connection.ts";
import { writeMeta } from "./index-file.ts";
import { IndexSnapshot } from "./index-snapshot.ts";
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

/** How a draft ends, for whoever gave it the connection. */
export type EndDraft = (how: "commit" | "rollback") => void;

export class OpenDraft implements IndexDraft {
  private readonly connection: Connection;
  private readonly view: Snapshot;
  private readonly end: EndDraft;
  private readonly seqs: number[] = [];
  private over = false;

  constructor(connection: Connection, base: Oid, end: EndDraft) {
    this.connection = connection;
    this.view = new IndexSnapshot(connection, () => base);
    this.end = end;
  }

  snapshot(): Snapshot {
    return this.view;
  }

  apply(files: readonly FileWrite[], at: number): void {
    const writer = new BeadWriter(this.connection, new Standings(this.connection, false), false);
    for (const file of files) writer.put(file.path, file.content);
    writer.settle();
    this.seqs.push(new Revisions(this.connection).add({ oid: "", at, paths: files.map((file) => file.path) }));
  }

  commit(tip: Oid, revisions: readonly Oid[]): void {
    if (revisions.length !== this.seqs.length)
      throw new Error(`${revisions.length} commits for ${this.seqs.length} applied changes.`);
    const known = new Revisions(this.connection);
    for (const [index, seq] of this.seqs.entries()) known.name(seq, revisions[index] as Oid);
    writeMeta(this.connection, "tip", tip);
    this.over = true;
    this.end("commit");
  }

  rollback(): void {
    if (this.over) return;
    this.over = true;
    this.end("rollback");
  }
}

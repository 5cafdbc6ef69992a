import type { Oid, Repository } from "../../git/repository.ts";
import type { Snapshot } from "../snapshot.ts";
import type { IndexDraft } from "./draft.ts";
import type { ElsewhereSource } from "./elsewhere.ts";
import { SqliteIndex } from "./sqlite-index.ts";

export type { IndexDraft } from "./draft.ts";

/** What an index tells whoever waits for it. */
export interface IndexOptions {
  /** What is known of other projects' issues; absent where nothing can be. */
  readonly elsewhere?: ElsewhereSource;
  warn(line: string): void;
  progress(line: string): void;
}

/** The beads of one clone, kept beside its git directory so that reads need no git. Disposable at any time, and never trusted over git. */
export interface LedgerIndex {
  /** The tip that reads see; null where nothing is known yet. */
  readonly tip: Oid | null;
  /** Brings the index to a tip and to what is known of other projects: nothing if it knows it, what differs if the known tip still exists, else everything anew. */
  sync(repository: Repository, tip: Oid): Promise<void>;
  /** Brings the index to where a ref points; a tip that another process brought it to meanwhile is good if the ref is there by now. */
  follow(repository: Repository, ref: string): Promise<Oid | null>;
  /**
   * Starts to write at exactly a tip. One draft at a time, over all processes; the next waits until this one ends, for so many milliseconds at most
   * where it says so. @throws INDEX_BUSY after that
   */
  begin(repository: Repository, tip: Oid, patience?: number): Promise<IndexDraft>;
  /** The beads at `tip`. It stays the same while others write, and follows what this index itself is brought to. */
  snapshot(): Snapshot;
  /** Lets go of the state that reads are pinned to. A long-lived process does so when it has nothing to do, so that the log of writes can shrink. */
  rest(): void;
  close(): void;
}

/**
 * Opens an index. Nothing is written before the first `sync` or `begin`: a file that is no good is thrown away then, and where none can be
 * written, the index is made in memory and a warning says so.
 */
export function openIndex(file: string, options: IndexOptions): LedgerIndex {
  return new SqliteIndex(file, options);
}

import type { Extra } from "./yaml.ts";

/** `issues/<h2>/<id>/checkpoints/<time>-<rand>.md`: where the work on an issue stands, so that another session can go on. */
export interface Checkpoint {
  readonly issue: string;
  /** As `mintMoment` makes them. */
  readonly id: string;
  /** The claim's epoch under which it was made; null without a claim. */
  readonly epoch: number | null;
  readonly branch: string | null;
  /** The commit that HEAD stood at. */
  readonly commit: string | null;
  /** The commit that holds what was not committed, under bd's own refs in the clone that made it (and on the remote where it was pushed); null where nothing was. */
  readonly snapshot: string | null;
  /** Paths that were not committed. */
  readonly dirty: readonly string[];
  /** Paths that whoever goes on should read. */
  readonly context: readonly string[];
  readonly plan: string | null;
  readonly next: string | null;
  /** The directory, and the host, that the work lies in. */
  readonly worktree: string | null;
  readonly host: string | null;
  /** True for one that was made by a hook or a timer. */
  readonly auto: boolean;
  readonly by: string;
  readonly session: string | null;
  readonly at: string;
  readonly op: string;
  /** The note. */
  readonly body: string;
  readonly extras: readonly Extra[];
}

import type { Moment } from "../../domain/readiness.ts";
import type { Snapshot } from "../../store/snapshot.ts";
import type { Mine } from "../mine.ts";
import type { Workspace } from "../workspace.ts";
import type { PrimeSections } from "./sections.ts";

/** What a section of `bd prime` may ask: the ledger at one tip, who asks, and what was found before it. */
export interface PrimeSite {
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
  readonly moment: Moment;
  readonly mine: Mine;
  /** The caller. */
  readonly name: string;
  /** So many rows at most, of each section. */
  readonly most: number;
  /** When the session before this one began; null where there was none. */
  readonly since: string | null;
  /** What earlier sections found. */
  readonly found: Partial<PrimeSections>;
}

/** Rows of a section, and how many more there are that were not read. */
export interface Rows<T> {
  readonly rows: readonly T[];
  readonly more: number;
}

/** The first rows of a list that is at hand. */
export function firstOf<T>(all: readonly T[], most: number): Rows<T> | null {
  return all.length === 0 ? null : { rows: all.slice(0, most), more: Math.max(0, all.length - most) };
}

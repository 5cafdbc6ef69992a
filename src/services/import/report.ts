import type { OwnType } from "../../domain/project.ts";
import type { Reach } from "../../store/ledger.ts";
import { EDGE_FIELDS, type EdgeField, type Fate } from "./edge.ts";
import type { Note } from "./map-issue.ts";
import type { Fault } from "./row.ts";

/** What became of the dependencies. `total` is `kept` and `dropped` together; whatever is not simply kept is named. */
export interface DependencyReport {
  readonly total: number;
  readonly kept: number;
  readonly kept_as: Readonly<Record<EdgeField, number>>;
  readonly dropped: number;
  /** Of the dropped, those that hang on a tombstone. */
  readonly on_tombstones: number;
  /** Every dropped dependency, with the reason. */
  readonly dropped_edges: readonly Fate[];
  /** Every dependency that is kept otherwise than it was, with the reason. */
  readonly changed_edges: readonly Fate[];
}

/** What an import did, or would do. Nothing of the source is left out without standing here. */
export interface ImportReport {
  readonly source: string;
  readonly dry_run: boolean;
  readonly schema: string | null;
  readonly lines: number;
  readonly issues: { readonly read: number; readonly created: number; readonly unchanged: number };
  readonly tombstones: readonly string[];
  /** A source status that became another one, such as `hooked`: to count. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly types: readonly OwnType[];
  readonly messages: number;
  readonly dependencies: DependencyReport;
  /** Ids that wait for each other; none of them will be ready. */
  readonly cycles: readonly (readonly string[])[];
  readonly others: Readonly<Record<string, number>>;
  readonly repeated: readonly Fault[];
  readonly notes: readonly Note[];
  /** Lines left out under `--skip-invalid`. */
  readonly skipped: readonly Fault[];
  readonly commit: string | null;
  readonly reach: Reach | null;
}

/** Sums up what became of each dependency. */
export function reportEdges(fates: readonly Fate[]): DependencyReport {
  const dropped = fates.filter((fate) => fate.kept_as === null);
  const kept_as = Object.fromEntries(EDGE_FIELDS.map((field) => [field, fates.filter((fate) => fate.kept_as === field).length]));
  return {
    total: fates.length,
    kept: fates.length - dropped.length,
    kept_as: kept_as as Record<EdgeField, number>,
    dropped: dropped.length,
    on_tombstones: dropped.filter((fate) => fate.tombstone).length,
    dropped_edges: dropped,
    changed_edges: fates.filter((fate) => fate.kept_as !== null && fate.reason !== null),
  };
}

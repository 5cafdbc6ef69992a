import type { Heard } from "../../domain/feed.ts";
import type { Moment } from "../../domain/readiness.ts";
import type { Snapshot } from "../../store/snapshot.ts";
import type { Workspace } from "../workspace.ts";

/** What every part of a report is made of: the ledger as it stands, and what happened in the range. */
export interface Ground {
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
  readonly moment: Moment;
  /** RFC 3339 UTC; from inclusive, until exclusive. */
  readonly since: string;
  readonly until: string;
  /** In the order in which they were told; those of the epic alone, where one is asked for. */
  readonly events: readonly Heard[];
  /** The issues that are asked for; null: all. */
  readonly scope: ReadonlySet<string> | null;
}

/** True for what a report is about. What concerns no issue is about the project, and in no report of an epic. */
export function isInScope({ scope }: Pick<Ground, "scope">, issue: string | null): boolean {
  return scope === null || (issue !== null && scope.has(issue));
}

/** The title of an issue; its id where it cannot be read. */
export function titleOf({ snapshot }: Pick<Ground, "snapshot">, issue: string): string {
  return snapshot.issue(issue)?.title ?? issue;
}

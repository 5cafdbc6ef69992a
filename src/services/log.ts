import { nameOf } from "../domain/actor.ts";
import { type LogEntry, readLog } from "../store/log.ts";
import { resolveIds } from "./resolve-id.ts";
import { resolveWhen } from "./resolve-when.ts";
import type { Workspace } from "./workspace.ts";

export type { LogEntry } from "../store/log.ts";

export interface LogInput {
  /** Issues as typed; none: everything. */
  readonly ids: readonly string[];
  readonly by?: string | undefined;
  /** Times as typed. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Housekeeping too. */
  readonly all: boolean;
  /** Null: no limit. */
  readonly limit: number | null;
}

export interface LogResult {
  /** Newest first. */
  readonly entries: readonly LogEntry[];
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** What was said and done, from the ledger's history. @throws what `resolveId` and `resolveWhen` throw */
export async function log(workspace: Workspace, input: LogInput): Promise<LogResult> {
  const snapshot = await workspace.ledger.snapshot();
  const now = workspace.ledger.now();
  const issues = resolveIds(snapshot, input.ids, { exact: false });
  const by = input.by === "me" ? nameOf(workspace.actor) : input.by;
  const entries = await readLog(
    { ledger: workspace.ledger, repository: workspace.repository, snapshot },
    {
      housekeeping: input.all,
      ...(issues.length === 0 ? {} : { issues }),
      ...(by === undefined ? {} : { actor: by }),
      ...(input.since === undefined ? {} : { since: resolveWhen(input.since, now) }),
      ...(input.until === undefined ? {} : { until: resolveWhen(input.until, now) }),
      ...(input.limit === null ? {} : { limit: input.limit }),
    },
  );
  return { entries, now };
}

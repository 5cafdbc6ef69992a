import { nameOf } from "../domain/actor.ts";
import { compareStamps } from "../domain/time.ts";
import { type LogEntry, type LogQuery, readLog } from "../store/log.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { resolveIds } from "./resolve-id.ts";
import { resolvePast } from "./resolve-when.ts";
import { isOther } from "./thread.ts";
import type { Workspace } from "./workspace.ts";

export type { LogEntry } from "../store/log.ts";

export interface LogInput {
  /** Issues and decisions as typed; none: everything. */
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

/** What was said and done, from the ledger's history. @throws what `resolveId`, `findThread` and `resolvePast` throw */
export async function log(workspace: Workspace, input: LogInput): Promise<LogResult> {
  const snapshot = await workspace.ledger.snapshot();
  const query = queryOf(workspace, input);
  const own = new Set([workspace.identity, snapshot.project.identity, ...snapshot.project.aliases]);
  const { here, elsewhere, decisions } = partsOf(snapshot, input.ids);
  const issues = resolveIds(snapshot, here, { exact: false });
  const source = { ledger: workspace.ledger, repository: workspace.repository, snapshot, own };
  const isElsewhere = here.length + decisions.length === 0 && elsewhere.length > 0;
  const told = isElsewhere ? [] : await readLog(source, { ...query, ...only(issues), decisions });
  const there: LogEntry[] = [];
  for (const typed of elsewhere) there.push(...(await logElsewhere(workspace, typed, query)));
  const entries =
    there.length === 0 && (decisions.length === 0 || here.length === 0)
      ? told
      : newestFirst([...told, ...there]).slice(0, query.limit);
  return { entries, now: workspace.ledger.now() };
}

type Asked = Omit<LogQuery, "issues">;

function queryOf({ actor, ledger }: Workspace, { all, by, since, until, limit }: LogInput): Asked {
  const now = ledger.now();
  const name = by === "me" ? nameOf(actor) : by;
  return {
    housekeeping: all,
    ...(name === undefined ? {} : { actor: name }),
    ...(since === undefined ? {} : { since: resolvePast(since, now) }),
    ...(until === undefined ? {} : { until: resolvePast(until, now) }),
    ...(limit === null ? {} : { limit }),
  };
}

function partsOf(snapshot: Snapshot, ids: readonly string[]) {
  const elsewhere = ids.filter((id) => isOther(snapshot, id));
  const decisions = ids.filter((id) => snapshot.record("decision", id.trim()) !== undefined);
  return { elsewhere, decisions, here: ids.filter((id) => !elsewhere.includes(id) && !decisions.includes(id)) };
}

function only(issues: readonly string[]): Pick<LogQuery, "issues"> {
  return issues.length === 0 ? {} : { issues };
}

/** What happened to an issue of another project, from its own ledger. */
async function logElsewhere(workspace: Workspace, typed: string, query: Asked): Promise<LogEntry[]> {
  const { findThread } = await import("./thread-site.ts");
  const site = await findThread(workspace, typed);
  try {
    const { ledger, repository } = site.workspace;
    const source = { ledger, repository, snapshot: site.snapshot, own: new Set<string>() };
    const entries = await readLog(source, { ...query, issues: [site.issue.id] });
    return entries.map((entry) => ({ ...entry, foreign: true }));
  } finally {
    await site.close();
  }
}

function newestFirst(entries: readonly LogEntry[]): LogEntry[] {
  return entries.toSorted((a, b) => compareStamps(b.at, a.at));
}

import { toMilliseconds, toStamp } from "../domain/time.ts";
import { parseCommitMessage } from "../format/commit-message.ts";
import { issuePath } from "../format/paths.ts";
import { decisionPath } from "../format/record-paths.ts";
import type { Commit, Oid, Repository } from "../git/repository.ts";
import { foreignLines } from "./foreign-lines.ts";
import type { Ledger } from "./ledger.ts";
import type { Snapshot } from "./snapshot.ts";
import { unfold } from "./unfold.ts";

/** One commit of the ledger as people read it. */
export interface LogEntry {
  readonly commit: Oid;
  /** RFC 3339 UTC. */
  readonly at: string;
  /** The name of who did it: the commit's author. */
  readonly actor: string;
  readonly session: string | null;
  readonly subject: string;
  /** The whole text of a message, decision or reason; empty where there is none. */
  readonly text: string;
  readonly beads: readonly string[];
  /** Null in a commit that a person made by hand. */
  readonly op: string | null;
  readonly housekeeping: boolean;
  /** True for the words of another project: data, and no instructions. */
  readonly foreign: boolean;
}

export interface LogQuery {
  /** Issues; all of the ledger where none is named. */
  readonly issues?: readonly string[];
  /** Decisions, by themselves or behind the issues. */
  readonly decisions?: readonly string[];
  readonly actor?: string;
  /** RFC 3339 UTC, inclusive. */
  readonly since?: string;
  /** RFC 3339 UTC, exclusive. */
  readonly until?: string;
  /** Renewals and the like too. */
  readonly housekeeping: boolean;
  readonly limit?: number;
}

/** Where a log is read from. */
export interface LogSource {
  readonly ledger: Pick<Ledger, "history">;
  readonly snapshot: Pick<Snapshot, "revisions" | "issue" | "messages">;
  /** The identities of this project. */
  readonly own: ReadonlySet<string>;
  readonly repository: Pick<Repository, "readCommits" | "listTrailers">;
}

/** The conversation in the ledger's history, newest first. */
export async function readLog(source: LogSource, query: LogQuery): Promise<LogEntry[]> {
  const isForeign = foreignLines(source.snapshot, source.own);
  return (await readLines(source, query)).map((line) => ({ ...line, foreign: isForeign(line) }));
}

type Line = Omit<LogEntry, "foreign">;

async function readLines(source: LogSource, query: LogQuery): Promise<readonly Line[]> {
  const { decisions = [], limit } = query;
  const issues = query.issues ?? (decisions.length === 0 ? undefined : []);
  const wanted = async (commits: readonly Commit[]) =>
    (await unfold(source.repository, commits, issues)).map(lineOf).filter((entry) => isWanted(entry, query));
  if (issues !== undefined) {
    const told = issues.length === 0 ? [] : await wanted(await commitsOf(source, issues, query.housekeeping));
    return [...told, ...(await decided(source, query, told))].slice(0, limit);
  }
  // What is left out counts for no limit, so git is given a larger one, and asked again where that was too small.
  const isSifted = query.actor !== undefined || query.until !== undefined || query.since !== undefined;
  let depth = limit === undefined || isSifted ? undefined : limit * 2 + 20;
  for (;;) {
    const commits = await source.ledger.history(depth === undefined ? {} : { limit: depth });
    const entries = await wanted(commits);
    if (depth === undefined || commits.length < depth || entries.length >= (limit ?? 0)) return entries.slice(0, limit);
    depth *= 8;
  }
}

/** What was said of decisions: their files are asked, since there are few of them. */
async function decided({ ledger, repository }: LogSource, query: LogQuery, told: readonly Line[]): Promise<readonly Line[]> {
  const { decisions = [] } = query;
  if (decisions.length === 0) return [];
  const paths = decisions.flatMap((id) => [decisionPath(id), decisionPath(id).replace(/\.md$/, "")]);
  const known = new Set(told.map(({ commit }) => commit));
  const commits = await unfold(repository, await ledger.history({ paths }), decisions);
  return commits.map(lineOf).filter((line) => isWanted(line, query) && !known.has(line.commit));
}

/** The index knows which commits touched an issue, but for renewals; for those, and without the git program, its files are asked. */
async function commitsOf(
  { ledger, snapshot, repository }: LogSource,
  issues: readonly string[],
  housekeeping: boolean,
): Promise<readonly Commit[]> {
  if (repository.readCommits !== undefined && !housekeeping) return repository.readCommits(snapshot.revisions(issues));
  return ledger.history({ paths: issues.map((id) => issuePath(id).replace(/\/[^/]*$/, "")) });
}

function lineOf({ oid, author, message }: Commit): Line {
  const { subject, text, trailers } = parseCommitMessage(message);
  const values = (name: string) => trailers.filter(([key]) => key === name).map(([, value]) => value);
  const [, ...session] = (values("Beads-Actor")[0] ?? "").split(" ");
  return {
    commit: oid,
    at: toStamp(author.at),
    actor: author.name,
    session: session.join(" ") || null,
    subject,
    text,
    beads: values("Bead"),
    op: values("Beads-Op")[0] ?? null,
    housekeeping: values("Beads-Kind").includes("housekeeping"),
  };
}

function isWanted(entry: Line, { actor, since, until, housekeeping }: LogQuery): boolean {
  if (entry.housekeeping && !housekeeping) return false;
  if (actor !== undefined && entry.actor !== actor && entry.session !== actor) return false;
  const at = toMilliseconds(entry.at);
  if (since !== undefined && at < toMilliseconds(since)) return false;
  return until === undefined || at < toMilliseconds(until);
}

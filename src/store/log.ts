import { toMilliseconds, toStamp } from "../domain/time.ts";
import { parseCommitMessage } from "../format/commit-message.ts";
import { issuePath } from "../format/paths.ts";
import type { Commit, Oid } from "../git/repository.ts";
import type { Ledger } from "./ledger.ts";

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
}

export interface LogQuery {
  /** Issues; all of the ledger where none is named. */
  readonly issues?: readonly string[];
  readonly actor?: string;
  /** RFC 3339 UTC, inclusive. */
  readonly since?: string;
  /** RFC 3339 UTC, exclusive. */
  readonly until?: string;
  /** Renewals and the like too. */
  readonly housekeeping: boolean;
  readonly limit?: number;
}

/** The conversation in the ledger's history, newest first. */
export async function readLog(ledger: Pick<Ledger, "history">, query: LogQuery): Promise<LogEntry[]> {
  const paths = query.issues?.map((id) => issuePath(id).replace(/\/[^/]*$/, ""));
  const range = { ...(paths === undefined ? {} : { paths }), ...(query.since === undefined ? {} : { since: query.since }) };
  // What is left out counts for no limit, so git can only be given one where nothing else is sifted: some more for housekeeping.
  const sifted = query.actor !== undefined || query.until !== undefined || query.since !== undefined;
  for (
    let depth = query.limit === undefined || sifted ? undefined : query.limit * 2 + 20;
    ;
    depth = depth === undefined ? depth : depth * 8
  ) {
    const commits = await ledger.history({ ...range, ...(depth === undefined ? {} : { limit: depth }) });
    const entries = commits.map(entryOf).filter((entry) => isWanted(entry, query));
    const enough = depth === undefined || commits.length < depth || entries.length >= (query.limit ?? 0);
    if (enough) return query.limit === undefined ? entries : entries.slice(0, query.limit);
  }
}

function entryOf({ oid, author, message }: Commit): LogEntry {
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

function isWanted(entry: LogEntry, { actor, since, until, housekeeping }: LogQuery): boolean {
  if (entry.housekeeping && !housekeeping) return false;
  if (actor !== undefined && entry.actor !== actor && entry.session !== actor) return false;
  const at = toMilliseconds(entry.at);
  if (since !== undefined && at < toMilliseconds(since)) return false;
  return until === undefined || at < toMilliseconds(until);
}

import type { Message } from "../../domain/message.ts";
import { toCompactStamp, toMilliseconds, toStamp } from "../../domain/time.ts";
import type { SeenAgent } from "../snapshot.ts";
import type { Bound, Connection } from "./connection.ts";
import { unseal } from "./seal.ts";

/** Everybody whose name stands in the ledger, lately seen first: who spoke, who filed issues, who holds one. */
export function readAgents(connection: Connection): SeenAgent[] {
  const filed = acts(connection, `${FILED} GROUP BY by`);
  return lastOfEach([...filed, ...claimers(connection, LEASES), ...senders(connection, SENDERS)]);
}

/**
 * The same of those who did something since a time. Looks at what the newest commits touched, wherever they stand among them: what somebody did
 * offline hours ago may have landed last.
 */
export function readAgentsSince(connection: Connection, since: number): SeenAgent[] {
  // Commits know whole seconds.
  const from = since - (since % 1000);
  const filed = acts(connection, `${FILED} WHERE id IN (${TOUCHED}) AND created >= ? GROUP BY by`, from, since);
  const claimed = claimers(connection, `${LEASES} WHERE issue IN (${TOUCHED})`, from);
  const said = senders(connection, "SELECT json FROM message WHERE id >= ?", toCompactStamp(since));
  return lastOfEach([...filed, ...claimed, ...said]).filter(({ seen }) => toMilliseconds(seen) >= since);
}

function lastOfEach(all: readonly SeenAgent[]): SeenAgent[] {
  const last = new Map<string, SeenAgent>();
  for (const agent of all) {
    const known = last.get(agent.name);
    if (known === undefined || known.seen < agent.seen) last.set(agent.name, agent);
  }
  return [...last.values()].sort((a, b) => (a.seen < b.seen ? 1 : a.seen > b.seen ? -1 : a.name < b.name ? -1 : 1));
}

/** The issues that were touched since, among as many commits as are looked at. */
const TOUCHED = `SELECT issue FROM touch WHERE seq IN
  (SELECT seq FROM revision WHERE seq > (SELECT max(seq) FROM revision) - 2000 AND at >= ?)`;

/** SQLite takes the project from the row with the greatest time. */
const FILED = "SELECT by AS name, max(created) AS created, origin_project AS project FROM issue";

interface Act {
  readonly name: string;
  readonly project: string | null;
  readonly created: number;
}

function acts(connection: Connection, sql: string, ...values: readonly Bound[]): SeenAgent[] {
  return connection.all<Act>(sql, ...values).map(({ name, created, project }) => ({ name, seen: toStamp(created), project }));
}

/** Who claimed, renewed or ended a claim: each of these files says who and when. */
const LEASES = "SELECT json FROM lease_file";

function claimers(connection: Connection, sql: string, ...values: readonly Bound[]): SeenAgent[] {
  return connection.all<{ json: string }>(sql, ...values).map(({ json }) => {
    const { by, at } = unseal<{ by: string; at: string }>(json);
    return { name: by, seen: at, project: null };
  });
}

/** Steps from one sender to the next, so that the number of messages does not matter. Ids begin with their time: the greatest is the newest. */
const SENDERS = `WITH RECURSIVE s (name) AS (SELECT min(sender) FROM message
    UNION ALL SELECT (SELECT min(sender) FROM message WHERE sender > s.name) FROM s WHERE s.name IS NOT NULL)
  SELECT json FROM s JOIN message m ON m.n = (SELECT n FROM message WHERE sender = s.name ORDER BY id DESC LIMIT 1)`;

function senders(connection: Connection, sql: string, ...values: readonly Bound[]): SeenAgent[] {
  return connection.all<{ json: string }>(sql, ...values).map(({ json }) => {
    const { from, created } = unseal<Message>(json);
    return { name: from.agent, seen: created, project: from.project };
  });
}

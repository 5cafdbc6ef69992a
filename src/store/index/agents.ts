import type { Message } from "../../domain/message.ts";
import { toStamp } from "../../domain/time.ts";
import type { SeenAgent } from "../snapshot.ts";
import type { Connection } from "./connection.ts";
import { unseal } from "./seal.ts";

/** Everybody whose name stands in the ledger, lately seen first: who spoke, who filed issues, who holds one. */
export function readAgents(connection: Connection): SeenAgent[] {
  const seen = new Map<string, SeenAgent>();
  const add = (agent: SeenAgent) => {
    const known = seen.get(agent.name);
    if (known === undefined || known.seen < agent.seen) seen.set(agent.name, agent);
  };
  for (const { name, created, project } of connection.all<Act>(FILED)) add({ name, seen: toStamp(created), project });
  for (const agent of claimers(connection)) add(agent);
  for (const agent of senders(connection)) add(agent);
  return [...seen.values()].sort((a, b) => (a.seen < b.seen ? 1 : a.seen > b.seen ? -1 : a.name < b.name ? -1 : 1));
}

/** SQLite takes the project from the row with the greatest time. */
const FILED = "SELECT by AS name, max(created) AS created, origin_project AS project FROM issue GROUP BY by";

interface Act {
  readonly name: string;
  readonly project: string | null;
  readonly created: number;
}

/** Who claimed, renewed or ended a claim: each of these files says who and when. */
function claimers(connection: Connection): SeenAgent[] {
  const kept = connection.all<{ json: string }>("SELECT json FROM lease_file");
  return kept.map(({ json }) => {
    const { by, at } = unseal<{ by: string; at: string }>(json);
    return { name: by, seen: at, project: null };
  });
}

/** Steps from one sender to the next, so that the number of messages does not matter. Ids begin with their time: the greatest is the newest. */
const SENDERS = `WITH RECURSIVE s (name) AS (SELECT min(sender) FROM message
    UNION ALL SELECT (SELECT min(sender) FROM message WHERE sender > s.name) FROM s WHERE s.name IS NOT NULL)
  SELECT json FROM s JOIN message m ON m.n = (SELECT n FROM message WHERE sender = s.name ORDER BY id DESC LIMIT 1)`;

function senders(connection: Connection): SeenAgent[] {
  const kept = connection.all<{ json: string }>(SENDERS);
  return kept.map(({ json }) => {
    const { from, created } = unseal<Message>(json);
    return { name: from.agent, seen: created, project: from.project };
  });
}

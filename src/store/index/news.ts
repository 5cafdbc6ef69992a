import type { Message } from "../../domain/message.ts";
import { compareStamps, toCompactStamp, toStamp } from "../../domain/time.ts";
import type { Counted, NewsQuestion } from "../snapshot.ts";
import type { Connection } from "./connection.ts";
import { issueOf } from "./kept-issue.ts";
import { selectRecords } from "./records.ts";
import { unseal } from "./seal.ts";

const FILED = "SELECT by AS name, count(*) AS count FROM issue WHERE created >= ? AND outcome IS NOT 'deleted' GROUP BY by";
const CLOSED =
  "SELECT c.json, c.body FROM issue i JOIN content c ON c.n = i.n WHERE i.closed >= ? AND i.outcome IS NOT 'deleted'";
/** Acks without a word are no news. Ids begin with their time. */
const SAID = "SELECT sender AS name, count(*) AS count FROM message WHERE id >= ? AND weight >= 0 GROUP BY sender";
const HELD = "SELECT lease FROM issue WHERE lease_until IS NOT NULL";

interface Acts {
  readonly name: string;
  readonly count: number;
}

/** What others did since a time, as numbers. What was said and decided is found by its time; issues are looked through, which costs a millisecond in ten thousand. */
export function countNews(connection: Connection, { since, me }: NewsQuestion): Counted {
  const stamp = toStamp(since);
  const filed = connection.all<Acts>(FILED, since).filter(({ name }) => name !== me);
  const closed = connection.all<{ json: string; body: string }>(CLOSED, since).flatMap((kept) => {
    const by = issueOf(kept).closed?.by ?? "";
    return by === me ? [] : [{ name: by, count: 1 }];
  });
  // A sender is kept with the project behind a blank.
  const said = connection
    .all<Acts>(SAID, toCompactStamp(since))
    .map(({ name, count }) => ({ name: name.split(" ")[0] ?? "", count }));
  const heard = said.filter(({ name }) => name !== me);
  const decided = decidedSince(connection, stamp).filter(({ name }) => name !== me);
  const taken = takenSince(connection, stamp);
  const names = [...filed, ...closed, ...heard, ...decided, ...taken].map(({ name }) => name);
  return {
    created: sum(filed),
    closed: sum(closed),
    messages: sum(heard),
    decisions: sum(decided),
    others: [...new Set(names)].filter((name) => name !== me && name !== "").sort(),
  };
}

const OVERDUE =
  "SELECT json FROM message WHERE n IN (SELECT n FROM asked WHERE deadline IS NOT NULL AND deadline < ?) ORDER BY id";

/** Messages that somebody should have answered by a time (milliseconds since 1970 UTC), oldest first. What is asked of several waits for each of them. */
export function readOverdue(connection: Connection, at: number): Message[] {
  return connection.all<{ json: string }>(OVERDUE, at).map(({ json }) => unseal<Message>(json));
}

/** Decisions that were taken or proposed since, and verdicts and answers on older ones. */
function decidedSince(connection: Connection, stamp: string): Acts[] {
  return selectRecords(connection, "decision", {}).flatMap(({ head, parts }) => [
    ...(compareStamps(head.created, stamp) >= 0 ? [{ name: head.by, count: 1 }] : []),
    ...parts.filter(({ kind, at }) => kind !== "ack" && compareStamps(at, stamp) >= 0).map(({ by }) => ({ name: by, count: 1 })),
  ]);
}

/** Who took something up since that they hold now. */
function takenSince(connection: Connection, stamp: string): Acts[] {
  const leases = connection.all<{ lease: string }>(HELD).map(({ lease }) => unseal<{ by: string; since: string }>(lease));
  return leases.filter(({ since }) => compareStamps(since, stamp) >= 0).map(({ by }) => ({ name: by, count: 1 }));
}

function sum(acts: readonly Acts[]): number {
  return acts.reduce((total, { count }) => total + count, 0);
}

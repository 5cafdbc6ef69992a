import { firstLine } from "../../domain/first-line.ts";
import { type Ground, isInScope } from "./ground.ts";

/** An issue that somebody holds now. */
export interface FlightRow {
  readonly id: string;
  readonly title: string;
  readonly holder: string;
  readonly since: string;
  readonly until: string;
  /** The last that was said on it. */
  readonly last: { readonly at: string; readonly by: string; readonly words: string; readonly foreign: boolean } | null;
  readonly checkpoint: {
    readonly at: string;
    readonly by: string;
    readonly branch: string | null;
    readonly next: string | null;
    readonly note: string;
  } | null;
}

/** What is being worked on now, who holds it longest first. */
export function inFlight(ground: Ground, own: ReadonlySet<string>): readonly FlightRow[] {
  const { moment, snapshot } = ground;
  const rows = snapshot.rows({ statuses: ["in_progress"] }, moment).filter(({ issue }) => isInScope(ground, issue.id));
  const flights = rows.flatMap(({ holder, issue, lease }): FlightRow[] => {
    if (holder === null || lease === null) return [];
    const { since, until } = lease;
    return [
      {
        id: issue.id,
        title: issue.title,
        holder,
        since,
        until,
        last: lastOn(ground, issue.id, own),
        checkpoint: checkpointOf(ground, issue.id),
      },
    ];
  });
  return flights.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.id < b.id ? -1 : 1));
}

function lastOn({ snapshot }: Ground, thread: string, own: ReadonlySet<string>): FlightRow["last"] {
  const [message] = snapshot.messages({ thread, newest: true, limit: 8 }).filter(({ body, subject }) => (subject ?? body) !== "");
  if (message === undefined) return null;
  const { body, created, from, subject } = message;
  const words = firstLine(body) || (subject ?? "");
  return { at: created, by: from.agent, words, foreign: !own.has(from.project) };
}

function checkpointOf({ snapshot }: Ground, issue: string): FlightRow["checkpoint"] {
  const [newest] = snapshot.records("checkpoint", { issue, newest: true, limit: 1 });
  if (newest === undefined) return null;
  const { at, body, branch, by, next } = newest.head;
  return { at, by, branch, next, note: firstLine(body) };
}

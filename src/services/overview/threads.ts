import type { Message } from "../../domain/message.ts";
import { takenBackAmong } from "../../domain/taking-back.ts";
import type { Row, Snapshot } from "../../store/snapshot.ts";

/** What was said on an issue lately. */
export interface OverviewThread {
  readonly row: Row;
  /** The newest, in the order of time. */
  readonly messages: readonly { readonly message: Message; readonly foreign: boolean; readonly taken_back: boolean }[];
  /** How many came before those. */
  readonly before: number;
  /** True where the issue's own text came from another project. */
  readonly foreign: boolean;
}

/** So much of a thread is shown. */
const MOST_MESSAGES = 20;

/** The threads of some issues; `own` are the identities of this project, and what comes from any other is another's. */
export function threadsOf(
  snapshot: Pick<Snapshot, "messages">,
  rows: readonly Row[],
  own: ReadonlySet<string>,
): readonly OverviewThread[] {
  return rows.map((row) => {
    const newest = snapshot.messages({ thread: row.issue.id, newest: true, limit: MOST_MESSAGES }).toReversed();
    const gone = takenBackAmong(newest);
    const messages = newest.map((message) => {
      return { message, foreign: !own.has(message.from.project), taken_back: gone.has(message.id) };
    });
    const { origin } = row.issue;
    return {
      row,
      messages,
      before: Math.max(0, row.messages - newest.length),
      foreign: origin !== null && !own.has(origin.project),
    };
  });
}

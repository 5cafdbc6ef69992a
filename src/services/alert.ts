import type { Alert, AlertRoute } from "../domain/alert.ts";
import { goesAtOnce, isPausing, levelOf } from "../domain/escalation.ts";
import type { StoredRecord } from "../domain/record.ts";
import { oneLine } from "../domain/strip.ts";
import type { Workspace } from "./workspace.ts";
import type { Landing } from "./write.ts";

/** Takes alerts and brings them to the person: the edge's affair, since files, commands and webhooks are the user's own. */
export interface AlertSink {
  /** Takes down that an alert is to follow, before its operation is written: whoever is killed in between owes it. True if that was so already. */
  readonly expect: (alert: Alert) => Promise<boolean>;
  /** Nothing is to follow after all. */
  readonly forget: (op: string) => Promise<void>;
  /** `landed`: the operation is on the shared ledger, or there is none. An alert that waits for that is sent once it is so. */
  readonly hand: (alert: Alert, landed: boolean) => Promise<void>;
  /** Sends what waits and what could not be sent, as far as it is due. `landed`: which of the waiting operations are so by now; null: gone. */
  readonly resume: (landed: (alert: Alert) => Promise<boolean | null>) => Promise<void>;
  /** What was given up lately: the route would not take it. */
  readonly failures: () => Promise<readonly AlertFailure[]>;
}

/** An alert that did not get through by a route. */
export interface AlertFailure {
  readonly escalation: string;
  readonly title: string;
  readonly route: AlertRoute;
  readonly tries: number;
  readonly why: string;
}

/** What an alert is made of. */
export interface AlertCause {
  readonly event: Alert["event"];
  /** By which it is known: of a report its own id, of a rise the operation. */
  readonly op: string;
  readonly record: StoredRecord<"escalation">;
  /** How the project stands, where the text of the escalation does not say it. */
  readonly state?: string | undefined;
}

/**
 * Tells the person whose operation landed. A report goes out even where the remote cannot be reached: better twice than never. A rise is an operation
 * that any clone may make, and only the one that landed it tells.
 */
export async function sendAlert(
  workspace: Workspace,
  cause: AlertCause & { readonly landing: Pick<Landing, "reach" | "why"> },
): Promise<void> {
  const { event, landing } = cause;
  const landed = landing.reach === "pushed" || (landing.reach === "local" && landing.why === null);
  await workspace.alerts.hand(await alertOf(workspace, cause), landed || (event === "raised" && landing.reach === "local"));
}

export async function alertOf(workspace: Workspace, { event, op, record, state }: AlertCause): Promise<Alert> {
  const snapshot = await workspace.ledger.snapshot();
  const { head, parts } = record;
  const { id, title, category, issue, by, at } = head;
  const body = [head.body, state ?? ""].filter((part) => part !== "").join("\n\n");
  const { name, identity } = snapshot.project;
  const level = levelOf(head, parts);
  const pausing = isPausing(head, parts);
  const about = issue === null ? "" : ` (${issue})`;
  const word = event === "raised" ? "" : "now ";
  const tail = pausing ? "; the project is paused" : "";
  return {
    ...{ op, event, id, title, level, category, at_once: goesAtOnce(category), issue },
    issue_title: issue === null ? null : (snapshot.issue(issue)?.title ?? null),
    ...{ by, at, pausing, project: name, identity: workspace.identity || identity, body },
    text: oneLine(`${name}: ${word}level ${level}, ${category}: ${title}${about}, by ${by}${tail}`),
  };
}

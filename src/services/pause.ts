import { PAUSING_LEVEL } from "../domain/escalation.ts";
import type { Moment } from "../domain/readiness.ts";
import { oneLine } from "../domain/strip.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { type EscalationRow, openEscalations, type RaiseResult, raise } from "./escalations.ts";
import { heldRows } from "./held.ts";
import { resolveWhen } from "./resolve-when.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

/** Why nobody may claim: the gravest open escalation that pauses the project; undefined while work goes on. */
export function pauseOf(snapshot: Snapshot, moment: Pick<Moment, "now">): EscalationRow | undefined {
  return openEscalations(snapshot, moment).find(({ pausing }) => pausing);
}

/** One line: who paused the project, since when, and why. */
export function pauseLine({ by, at, until, title, level, short }: EscalationRow): string {
  const end = until === null ? "" : `, until ${until}`;
  return oneLine(`Paused (level ${level}) by ${by} since ${at}${end}: ${title} (bd escalate show ${short})`);
}

/** What somebody who holds something is told by each of their commands while the project is paused; nothing for others, unless it is for anybody. */
export async function pauseNotice(workspace: Workspace, { anybody }: { readonly anybody: boolean }): Promise<readonly string[]> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const pause = pauseOf(snapshot, moment);
  if (pause === undefined) return [];
  const held = await heldRows(workspace);
  if (held.length === 0) return anybody ? [pauseLine(pause)] : [];
  const ids = held.map(({ issue }) => oneLine(issue.id));
  const ask =
    pause.level > PAUSING_LEVEL
      ? `Keep your work with bd checkpoint, then give it back: bd release ${ids[0]}.`
      : "Bring what you do to a safe point, and start nothing new.";
  return [pauseLine(pause), `You hold ${ids.join(", ")}. ${ask}`];
}

export interface PauseInput {
  readonly title: string;
  readonly body?: string | undefined;
  /** How long, or until when, as typed. */
  readonly for?: string | undefined;
  readonly level?: 3 | 4 | undefined;
  readonly dry_run?: boolean | undefined;
}

/** Pauses the project: `claim` obeys until somebody ends it or its time is up. A second pause folds into the first. @throws BAD_TIME */
export async function pause(workspace: Workspace, input: PauseInput): Promise<RaiseResult> {
  const { title, body = "", level = PAUSING_LEVEL, dry_run } = input;
  const until = input.for === undefined ? null : resolveWhen(asWhen(input.for), workspace.ledger.now());
  return raise(workspace, { title, level, category: "pause", body, fingerprint: "pause", pause: { until }, dry_run });
}

/** `2h` is a time from now on, as `+2h`. */
function asWhen(text: string): string {
  return /^\d/.test(text.trim()) && !text.includes("-") ? `+${text.trim()}` : text;
}

export interface PauseOffResult {
  readonly landings: readonly Landing[];
  /** What paused the project, as it stands now. */
  readonly rows: readonly EscalationRow[];
}

/** Lets work go on: ends what `bd pause` made; graver escalations stay open, and pause no more. @throws NOT_PAUSED, ROLE_NEEDED */
export async function pauseOff(
  workspace: Workspace,
  { reason, dry_run }: { readonly reason?: string | undefined; readonly dry_run?: boolean | undefined },
): Promise<PauseOffResult> {
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const pausing = openEscalations(snapshot, moment).filter((row) => row.pausing);
  if (pausing.length === 0 && (await workspace.ledger.repeated()) !== undefined) return { landings: [], rows: [] };
  if (pausing.length === 0) {
    throw new BeadsError("not-found", "NOT_PAUSED", "The project is not paused.", { hints: ["bd status says what is open."] });
  }
  const landings: Landing[] = [];
  for (const row of pausing) {
    const args = { escalation: row.id, mark: row.pause ? ("end" as const) : ("resume" as const), reason: reason ?? null };
    landings.push((await write(workspace, "attend", args, { urgency: "now", dry_run })).landing);
  }
  const { escalationRow } = await import("./escalations.ts");
  const after = await workspace.ledger.snapshot();
  const rows = pausing.flatMap(({ id }) => {
    const record = after.record("escalation", id);
    return record === undefined ? [] : [escalationRow(record, moment)];
  });
  return { landings, rows };
}

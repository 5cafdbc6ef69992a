import { nameOf } from "../domain/actor.ts";
import { checkBody } from "../domain/body.ts";
import {
  type Escalation,
  type EscalationLevel,
  type EscalationMark,
  fingerprintOf,
  hasEnded,
  isAcknowledged,
  isPausing,
  levelOf,
} from "../domain/escalation.ts";
import type { Moment } from "../domain/readiness.ts";
import type { StoredRecord } from "../domain/record.ts";
import { toMilliseconds, toStamp } from "../domain/time.ts";
import { checkTitle } from "../domain/title.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { alertOf, sendAlert } from "./alert.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

/** An escalation as lists show it. */
export interface EscalationRow {
  readonly id: string;
  /** The last six letters: what is typed. */
  readonly short: string;
  readonly title: string;
  /** What it is by now. */
  readonly level: EscalationLevel;
  readonly category: string;
  readonly issue: string | null;
  readonly by: string;
  readonly at: string;
  /** When a pause is over by itself. */
  readonly until: string | null;
  readonly acked: boolean;
  readonly acked_by: string | null;
  /** Nobody may claim because of it. */
  readonly pausing: boolean;
  /** True for one that `bd pause` made. */
  readonly pause: boolean;
  readonly open: boolean;
  readonly ended_by: string | null;
  readonly ended: string | null;
  readonly reason: string | null;
}

/** What a record says at a moment. */
export function escalationRow({ head, parts }: StoredRecord<"escalation">, { now }: Pick<Moment, "now">): EscalationRow {
  const find = (...names: EscalationMark["mark"][]) => parts.find(({ mark }) => names.includes(mark));
  const end = find("end");
  const isOver = head.until !== null && toMilliseconds(head.until) <= now;
  const open = !hasEnded(parts) && !isOver;
  const { id, title, category, issue, by, at, until, pause } = head;
  return {
    ...{ id, short: id.slice(-6), title, level: levelOf(head, parts), category, issue, by, at, until, pause, open },
    acked: isAcknowledged(parts),
    acked_by: find("ack", "resume")?.by ?? null,
    pausing: open && isPausing(head, parts),
    ended_by: end?.by ?? null,
    ended: end?.at ?? (isOver ? until : null),
    reason: end?.reason ?? null,
  };
}

/** What is open, the gravest first, then the oldest. */
export function openEscalations(snapshot: Snapshot, moment: Pick<Moment, "now">): readonly EscalationRow[] {
  const open = snapshot.records("escalation", { live_at: moment.now }).map((record) => escalationRow(record, moment));
  return open.sort((a, b) => b.level - a.level || (a.id < b.id ? -1 : 1));
}

export interface RaiseInput {
  readonly title: string;
  readonly level: EscalationLevel;
  readonly category: string;
  readonly issue?: string | null;
  readonly body?: string;
  /** What makes two reports the same one, where it is not the usual: the category with the issue, else the title. */
  readonly fingerprint?: string;
  /** For `bd pause`. */
  readonly pause?: { readonly until: string | null };
  readonly urgency?: "now" | "soon";
  readonly dry_run?: boolean | undefined;
}

export interface RaiseResult {
  readonly landing: Landing;
  readonly row: EscalationRow;
  /** The same was reported before and is open: this report added nothing, or made it rise. */
  readonly folded: boolean;
  readonly rose: boolean;
}

/**
 * Raises an escalation, or folds into the open one with its fingerprint; a graver report makes that one rise. At level 3 and 4 the text says how the
 * project stood. Whoever's operation landed sends the alert. @throws ISSUE_NOT_FOUND and what titles and texts are refused for
 */
export async function raise(workspace: Workspace, input: RaiseInput): Promise<RaiseResult> {
  const escalation = await compose(workspace, input);
  if (input.dry_run === true) return (await writeIt(workspace, escalation, input)).result;
  const { alerts } = workspace;
  const op = escalation.id;
  const isOwed = await alerts.expect(await alertOf(workspace, { event: "raised", op, record: { head: escalation, parts: [] } }));
  let keeps = false;
  try {
    const { result, record, mark } = await writeIt(workspace, escalation, input);
    const { changed } = result.landing;
    // The first try of a repetition may have been killed before it told anybody.
    keeps = isOwed && record.head.id === op;
    if (changed && mark === null) keeps = true;
    if (keeps && changed) await sendAlert(workspace, { event: "raised", op, record, landing: result.landing });
    if (changed && mark !== null) {
      const { landing } = result;
      await sendAlert(workspace, { event: "risen", op: landing.op ?? op, record, landing, state: escalation.body });
    }
    return result;
  } finally {
    if (!keeps) await alerts.forget(op);
  }
}

async function writeIt(workspace: Workspace, escalation: Escalation, { urgency = "now", dry_run }: RaiseInput) {
  const { landing, result } = await write(workspace, "escalate", { escalation }, { urgency, dry_run });
  const [snapshot, moment] = await Promise.all([workspace.ledger.snapshot(), workspace.ledger.moment()]);
  const record = snapshot.record("escalation", result.id) ?? { head: escalation, parts: [] };
  const isRepeated = !result.made && record.head.op === landing.op;
  const raised: RaiseResult = {
    landing: { ...landing, changed: landing.changed && result.made },
    row: escalationRow(record, moment),
    folded: (!result.made && !isRepeated) || result.mark !== null,
    rose: result.mark !== null,
  };
  return { result: raised, record, mark: result.mark };
}

async function compose(workspace: Workspace, input: RaiseInput): Promise<Escalation> {
  const { ledger, actor } = workspace;
  const now = ledger.now();
  const { level, category, issue = null, pause } = input;
  const title = checkTitle(input.title);
  const text = checkBody(input.body ?? "");
  const id = ledger.mint();
  const isGrave = level >= 3 || pause !== undefined;
  const state = isGrave ? await (await import("./state-dump.ts")).stateDump(workspace) : "";
  return {
    ...{ id, title, level, category, issue, pause: pause !== undefined, until: pause?.until ?? null },
    fingerprint: input.fingerprint ?? fingerprintOf({ title, category, issue }),
    ...{ by: nameOf(actor), at: toStamp(now), op: id, extras: [] },
    body: [text, state].filter((part) => part !== "").join("\n\n"),
  };
}

import { firstLine } from "../../domain/first-line.ts";
import { asksOne, isAnswerTo } from "../../domain/inbox.ts";
import { isLive } from "../../domain/lease.ts";
import type { Message } from "../../domain/message.ts";
import { countingAmong } from "../../domain/taking-back.ts";
import { toMilliseconds } from "../../domain/time.ts";
import { decisionRows, openQuestions } from "../decisions.ts";
import { type Ground, isInScope, titleOf } from "./ground.ts";

/** Something that does not go on by itself. `who` is whom it waits for, or who left it. */
export interface StuckRow {
  readonly kind: "stale-claim" | "circuit-open" | "unanswered" | "undecided";
  /** The issue or the decision. */
  readonly id: string | null;
  readonly title: string;
  readonly who: readonly string[];
  /** Since when it has been so. */
  readonly since: string | null;
  readonly words: string;
}

/** What is stuck now: claims whose time is up, open circuit breakers, answers and decisions that are overdue. */
export function stuckNow(ground: Ground): readonly StuckRow[] {
  return [...ofIssues(ground), ...unanswered(ground), ...undecided(ground)];
}

function ofIssues(ground: Ground): StuckRow[] {
  const { moment, snapshot } = ground;
  const ids = snapshot.troubled().filter((id) => isInScope(ground, id));
  const rows = ids.flatMap((id) => snapshot.row(id, moment) ?? []);
  return rows.flatMap(({ hindrances, issue, lease }): StuckRow[] => {
    const about = { id: issue.id, title: issue.title };
    const isBroken = hindrances.some(({ kind }) => kind === "circuit-open");
    const isStale = lease !== null && lease.ended === null && !isLive(lease, moment);
    return [
      ...(isStale ? [{ ...about, kind: "stale-claim" as const, who: [lease.by], since: lease.until, words: "" }] : []),
      ...(isBroken ? [{ ...about, kind: "circuit-open" as const, who: [], since: null, words: "" }] : []),
    ];
  });
}

function unanswered(ground: Ground): StuckRow[] {
  const { moment, snapshot } = ground;
  return snapshot.overdue(moment.now).flatMap((message): StuckRow[] => {
    const { body, deadline, subject, thread } = message;
    const isOver = thread !== null && snapshot.issue(thread)?.status === "closed";
    const who = waitedFor(ground, message);
    if (isOver || who.length === 0 || !isInScope(ground, thread)) return [];
    const title = thread === null ? "" : titleOf(ground, thread);
    return [{ kind: "unanswered", id: thread, title, who, since: deadline, words: subject ?? firstLine(body) }];
  });
}

/** Of several who were asked, those who have not answered. */
function waitedFor({ snapshot }: Ground, asked: Message): readonly string[] {
  if (asksOne(asked)) return asked.to;
  const later = countingAmong(snapshot.messages({ thread: asked.thread ?? "", after: asked.id }));
  const replies = later.filter((reply) => isAnswerTo(asked, reply));
  return asked.to.filter((name) => !replies.some(({ from }) => from.agent === name));
}

function undecided(ground: Ground): StuckRow[] {
  const { moment, snapshot } = ground;
  return openQuestions(decisionRows(snapshot, moment)).flatMap(({ decision, id, title }): StuckRow[] => {
    const { approver, deadline, gates } = decision;
    if (deadline === null || toMilliseconds(deadline) > moment.now) return [];
    if (ground.scope !== null && !gates.some((gate) => isInScope(ground, gate))) return [];
    return [{ kind: "undecided", id, title, who: approver === null ? [] : [approver], since: deadline, words: "" }];
  });
}

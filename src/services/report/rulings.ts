import { compareStamps } from "../../domain/time.ts";
import { type DecisionRow, decisionRows, openQuestions } from "../decisions.ts";
import { type EscalationRow, escalationRow } from "../escalations.ts";
import { type Ground, isInScope } from "./ground.ts";

/** A decision that came to something in the range. */
export interface RulingRow {
  readonly id: string;
  readonly title: string;
  readonly kind: DecisionRow["kind"];
  readonly state: DecisionRow["state"];
  readonly by: string | null;
  readonly at: string;
  /** What was answered, or why. */
  readonly words: string;
}

/** A question that waits for an answer. */
export interface QuestionRow {
  readonly id: string;
  readonly title: string;
  readonly by: string;
  readonly approver: string | null;
  readonly deadline: string | null;
  readonly recommend: string | null;
  /** Issues that wait for it. */
  readonly gates: readonly string[];
}

/** What was decided, answered or turned down in the range, time's defaults too; oldest first. */
export function rulingsIn(ground: Ground): readonly RulingRow[] {
  const rows = decisionRows(ground.snapshot, ground.moment).filter((row) => isAbout(ground, row));
  const rulings = rows.flatMap(({ decision, id, kind, settled, state, title }): RulingRow[] => {
    if (state === "proposed") return [];
    const at = settled?.at ?? decision.created;
    if (compareStamps(at, ground.since) < 0 || compareStamps(at, ground.until) >= 0) return [];
    const words = [settled?.text ?? settled?.option, settled?.reason].filter((part) => part != null && part !== "").join(": ");
    return [{ id, title, kind, state, by: settled === null ? decision.by : settled.by, at, words }];
  });
  return rulings.sort((a, b) => compareStamps(a.at, b.at));
}

/** Questions that nobody has answered yet, whenever they were asked. */
export function questionsNow(ground: Ground): readonly QuestionRow[] {
  const open = openQuestions(decisionRows(ground.snapshot, ground.moment)).filter((row) => isAbout(ground, row));
  return open.map(({ decision, id, title }) => {
    const { approver, by, deadline, gates, recommend } = decision;
    return { id, title, by, approver, deadline, recommend, gates };
  });
}

/** Decisions are about an epic by the issues that they gate or name. */
function isAbout(ground: Ground, { decision }: Pick<DecisionRow, "decision">): boolean {
  return ground.scope === null || [...decision.gates, ...decision.related].some((id) => isInScope(ground, id));
}

/** What is escalated now, and what was in the range; the gravest first. */
export function escalationsIn(ground: Ground): readonly EscalationRow[] {
  const { moment, since, snapshot, until } = ground;
  const rows = snapshot.records("escalation", { newest: true, limit: MOST }).map((record) => escalationRow(record, moment));
  const told = new Set(ground.events.flatMap(({ record, record_kind }) => (record_kind === "escalation" ? [record] : [])));
  const isWithin = ({ at }: EscalationRow) => compareStamps(at, since) >= 0 && compareStamps(at, until) < 0;
  return rows
    .filter((row) => row.open || isWithin(row) || told.has(row.id))
    .filter(({ issue }) => isInScope(ground, issue))
    .sort((a, b) => Number(b.open) - Number(a.open) || b.level - a.level || (a.id < b.id ? -1 : 1));
}

/** So many of the newest are looked at. */
const MOST = 1000;

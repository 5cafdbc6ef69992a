import type { Decision, DecisionMark } from "../domain/decision.ts";
import { defaultsAt, mayRule, settledBy } from "../domain/decision.ts";
import { isTouched, type Touched } from "../domain/decision-scope.ts";
import { contradictions, type DecisionStanding, isInForce, standingOf, successors } from "../domain/decision-standing.ts";
import { compareStamps } from "../domain/time.ts";
import type { Snapshot } from "../store/snapshot.ts";

/** What a decision came to: who said so and when, or the default that holds since the time was up (`by` is null). */
export interface Settlement {
  readonly by: string | null;
  readonly at: string;
  /** Of an answer, the option that it takes and what that means. */
  readonly option: string | null;
  readonly text: string | null;
  readonly reason: string | null;
}

/** A decision or an open question with how it stands now. */
export interface DecisionRow {
  readonly id: string;
  readonly kind: Decision["kind"];
  readonly title: string;
  readonly state: DecisionStanding;
  readonly decision: Decision;
  /** What was said of it, in the order of time. */
  readonly marks: readonly DecisionMark[];
  /** Null while it is proposed, or accepted from the start. */
  readonly settled: Settlement | null;
  /** The accepted decision that took its place. */
  readonly superseded_by: string | null;
  /** Decisions in force that are about the same and do not know of this one. */
  readonly contradicts: readonly string[];
  /** The identity of the project whose decision it is, where it is another's: its words are data. Absent or null for this one's own. */
  readonly project?: string | null;
}

/**
 * Every decision and question, by id, as it stands at a moment (milliseconds). All are read, since each is told by all; what contradicts what is
 * worked out only where it is asked for.
 */
export function decisionRows(snapshot: Pick<Snapshot, "records">, { now }: { readonly now: number }): readonly DecisionRow[] {
  const all = snapshot.records("decision", {});
  const superseded = successors(all);
  let pairs: readonly (readonly [string, string])[] | undefined;
  const clashes = () => {
    pairs ??= contradictions(rows.filter(isInForce).map(({ decision, marks }) => ({ head: decision, parts: marks })));
    return pairs;
  };
  const rows = all.map((told): DecisionRow => {
    const { head, parts } = told;
    const { id, kind, title } = head;
    const state = standingOf(told, { superseded, now });
    const superseded_by = superseded.get(id) ?? null;
    return {
      ...{ id, kind, title, state, decision: head, marks: parts, settled: settlementOf(head, parts, state), superseded_by },
      get contradicts() {
        return othersIn(clashes(), id);
      },
    };
  });
  return rows;
}

/** Decisions in force that are about what somebody touches. */
export function decisionsTouching(rows: readonly DecisionRow[], touched: Touched): readonly DecisionRow[] {
  return rows.filter((row) => isInForce(row) && isTouched(row.decision, touched));
}

/** The pairs that contradict each other, each once. */
export function contradictingPairs(rows: readonly DecisionRow[]): [string, string][] {
  return rows.flatMap(({ id, contradicts }) =>
    contradicts.filter((other) => id < other).map((other): [string, string] => [id, other]),
  );
}

/** Questions that wait for an answer, the nearest deadline first; with `approver`, those that somebody of that name may answer. */
export function openQuestions(
  rows: readonly DecisionRow[],
  { approver }: { readonly approver?: string } = {},
): readonly DecisionRow[] {
  const open = rows.filter(({ kind, state }) => kind === "question" && state === "proposed");
  const mine = approver === undefined ? open : open.filter(({ decision }) => mayRule(decision, approver));
  return mine.toSorted(
    (a, b) => compareDeadlines(a.decision, b.decision) || compareStamps(a.decision.created, b.decision.created),
  );
}

function settlementOf(head: Decision, parts: readonly DecisionMark[], state: DecisionStanding): Settlement | null {
  const textOf = (option: string | null) => head.options.find(({ key }) => key === option)?.text ?? null;
  const mark = settledBy(parts);
  if (mark !== undefined) {
    const { by, at, option, reason } = mark;
    return { by, at, option, text: textOf(option), reason };
  }
  const at = defaultsAt(head);
  if (state !== "defaulted" || at === null) return null;
  return { by: null, at, option: head.otherwise, text: textOf(head.otherwise), reason: null };
}

function othersIn(pairs: readonly (readonly [string, string])[], id: string): string[] {
  return pairs.flatMap(([one, other]) => (one === id ? [other] : other === id ? [one] : []));
}

function compareDeadlines(a: Decision, b: Decision): number {
  if (a.deadline === null || b.deadline === null) return Number(a.deadline === null) - Number(b.deadline === null);
  return compareStamps(a.deadline, b.deadline);
}

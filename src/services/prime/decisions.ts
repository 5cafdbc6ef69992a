import { type DecisionRow, decisionRows, decisionsTouching, openQuestions } from "../decisions.ts";
import type { PrimeSite, Rows } from "./site.ts";
import { firstOf } from "./site.ts";

/** Accepted decisions that are about what the caller works on, or would take up next: its labels, its words, and the paths reserved for it. */
export function decisions(site: PrimeSite): Rows<DecisionRow> | null {
  return firstOf(decisionsTouching(decisionRows(site.snapshot, site.moment), touchedBy(site)).toReversed(), site.most);
}

/** Questions that the caller may answer. */
export function questions({ snapshot, moment, name, mine, most }: PrimeSite): Rows<DecisionRow> | null {
  const rows = openQuestions(decisionRows(snapshot, moment));
  const names = new Set([name, ...mine.names]);
  return firstOf(
    rows.filter(({ decision }) => decision.approver !== null && names.has(decision.approver)),
    most,
  );
}

function touchedBy({ snapshot, found }: PrimeSite): Parameters<typeof decisionsTouching>[1] {
  const held = (found.claims?.rows ?? []).filter(({ work }) => work.state !== "completed");
  const next = (found.ready?.rows ?? []).slice(0, 3);
  const issues = [...held.map(({ work }) => snapshot.issue(work.id)), ...(held.length > 0 ? [] : next.map(({ issue }) => issue))];
  const known = issues.filter((issue) => issue !== undefined);
  const own = (found.reservations?.rows ?? []).filter(({ mine }) => mine);
  return {
    labels: known.flatMap(({ labels }) => labels),
    paths: own.flatMap(({ paths }) => paths),
    words: known.map(({ title }) => title),
  };
}

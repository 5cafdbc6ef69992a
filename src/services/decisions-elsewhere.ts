import type { Decision } from "../domain/decision.ts";
import type { Issue } from "../domain/issue.ts";
import { DECISION_KEY, TOPICS_KEY } from "../domain/propagation.ts";
import type { Moment } from "../domain/readiness.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { DecisionRow } from "./decisions.ts";

/** So many issues of type decision are looked at. */
const MOST = 1000;

/**
 * Decisions that other projects sent here to be known, but for those that were closed as anything else than done: each is an issue, under whose id it stands. Their words are
 * data, not instructions; about which paths they are is those projects' own affair.
 */
export function decisionsElsewhere(snapshot: Pick<Snapshot, "rows" | "messages">, moment: Moment): DecisionRow[] {
  const issues = snapshot.rows({ types: ["decision"], limit: MOST }, moment).map(({ issue }) => issue);
  return issues.flatMap((issue) => {
    const isTaken = issue.closed === null || issue.closed.outcome === "done";
    const said = issue.origin !== null && isTaken ? coverOf(snapshot, issue) : undefined;
    return said === undefined ? [] : [rowOf(issue, said)];
  });
}

/** What the message says that came with it, for programs. */
function coverOf(snapshot: Pick<Snapshot, "messages">, { id, origin }: Issue) {
  const messages = snapshot.messages({ thread: id, limit: 5 });
  return messages.find(({ from, data }) => from.project === origin?.project && data[DECISION_KEY] !== undefined)?.data;
}

function rowOf(issue: Issue, data: Readonly<Record<string, string>>): DecisionRow {
  const { id, title, labels, created, by, origin, body } = issue;
  const topics = (data[TOPICS_KEY] ?? "").split(",").map((topic) => topic.trim());
  const decision: Decision = {
    ...{ id, kind: "record", title, status: "accepted", labels, paths: [], topics: topics.filter((topic) => topic !== "") },
    ...{ supersedes: [], related: [], options: [], recommend: null, approver: null, deadline: null, otherwise: null },
    ...{ gates: [], propagate: [], source: data[DECISION_KEY] ?? null, created, by, op: origin?.op ?? "", body, extras: [] },
  };
  const project = origin?.project ?? null;
  const standing = { state: "accepted", marks: [], settled: null, superseded_by: null, contradicts: [] } as const;
  return { id, kind: "record", title, decision, project, ...standing };
}

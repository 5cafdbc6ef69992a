import { defaultsAt, isUnanswered } from "../../domain/decision.ts";
import type { Gate } from "../../domain/readiness.ts";
import type { StoredRecord } from "../../domain/record.ts";
import type { Connection } from "./connection.ts";

interface Kept extends Gate {
  readonly issue: string;
}

/** Brings the table of gates up to what a question says now; undefined: it is not there. Answers the issues that it gates or gated. */
export function settleGates(connection: Connection, id: string, question: StoredRecord<"decision"> | undefined): string[] {
  const before = connection.all<{ issue: string }>("SELECT issue FROM gate WHERE decision = ?", id);
  connection.run("DELETE FROM gate WHERE decision = ?", id);
  const after = question !== undefined && isUnanswered(question.head, question.parts) ? [...new Set(question.head.gates)] : [];
  const until = question === undefined ? null : defaultsAt(question.head);
  for (const issue of after) connection.run("INSERT INTO gate (issue, decision, until) VALUES (?, ?, ?)", issue, id, until);
  return [...new Set([...before.map(({ issue }) => issue), ...after])];
}

/** The questions that gate an issue, whatever the time. */
export function findGates(connection: Connection, issue: string): readonly Gate[] {
  return connection.all<Gate>("SELECT decision AS id, until FROM gate WHERE issue = ? ORDER BY decision", issue);
}

/** All of them at once, by issue: for a new index, where every issue asks. */
export function readGates(connection: Connection): ReadonlyMap<string, readonly Gate[]> {
  const found = new Map<string, Gate[]>();
  const sql = "SELECT issue, decision AS id, until FROM gate ORDER BY issue, decision";
  for (const { issue, id, until } of connection.iterate<Kept>(sql)) {
    const gate = { id, until };
    if (!found.get(issue)?.push(gate)) found.set(issue, [gate]);
  }
  return found;
}

import type { Checkpoint } from "../domain/checkpoint.ts";
import type { DecisionRow } from "../services/decisions.ts";
import type { Prime } from "../services/prime.ts";
import type { PrimeFor } from "../services/prime-for.ts";
import { inboxJson } from "./inbox.ts";
import { messageJson } from "./message.ts";
import { noteJson } from "./note.ts";
import { rowJson } from "./row.ts";

/** Everything that was gathered, every field on each row; `more` says how many rows of each part were not read. */
export function primeJson({ sections, missing, own: _own, ...who }: Prime): object {
  const { claims, lost, escalations, mail, reservations, ready, decisions, questions, notes, news, project_notes } = sections;
  const rowsOf = <T>(part: { readonly rows: readonly T[] } | undefined): readonly T[] => part?.rows ?? [];
  const counted = { claims, lost, escalations, mail, reservations, ready, decisions, questions, notes };
  return {
    ...who,
    news: news ?? null,
    claims: rowsOf(claims).map(({ work, labels, foreign }) => ({
      ...work,
      labels,
      foreign,
      checkpoint: checkpointJson(work.checkpoint),
      handoff: work.handoff === null ? null : messageJson(work.handoff),
    })),
    lost: rowsOf(lost),
    escalations: rowsOf(escalations),
    paused: rowsOf(escalations).some(({ pausing }) => pausing),
    mail: inboxJson({ entries: rowsOf(mail) }),
    reservations: rowsOf(reservations),
    ready: rowsOf(ready).map((row) => ({ ...rowJson(row), claim: `bd claim ${row.issue.id}` })),
    decisions: rowsOf(decisions).map(decisionJson),
    questions: rowsOf(questions).map(decisionJson),
    notes: rowsOf(notes).map(noteJson),
    project_notes: project_notes ?? null,
    more: Object.fromEntries(Object.entries(counted).map(([name, part]) => [name, part?.more ?? 0])),
    missing,
  };
}

/** The same for one issue. */
export function primeForJson(prime: PrimeFor): object {
  const { row, project, foreign, needs, checkpoint, handoff, messages } = prime;
  const { questions, decisions, reservations, notes } = prime;
  const said = (one: PrimeFor["messages"][number]) => ({ ...messageJson(one.message), foreign: one.foreign });
  return {
    project,
    issue: { ...rowJson(row), body: row.issue.body },
    foreign,
    waits_for: needs.map(({ id, title, status }) => ({ id, title, status })),
    checkpoint: checkpointJson(checkpoint),
    handoff: handoff === null ? null : said(handoff),
    messages: messages.map(said),
    questions: questions.map(decisionJson),
    decisions: decisions.map(decisionJson),
    reservations,
    notes: notes.map(noteJson),
  };
}

function checkpointJson(checkpoint: Checkpoint | null): object | null {
  if (checkpoint === null) return null;
  const { extras: _extras, ...rest } = checkpoint;
  return rest;
}

function decisionJson({ id, kind, title, state, decision, settled, contradicts }: DecisionRow): object {
  const { labels, paths, topics, options, recommend, approver, deadline, gates, created, by, body } = decision;
  return {
    ...{ id, kind, title, state, labels, paths, topics, options, recommend, approver, deadline, gates },
    ...{ settled, contradicts, created, by, body },
  };
}

/** What the hooks of agent programs take: the text becomes part of the session's context. */
export function hookJson(lines: readonly string[]): string {
  return JSON.stringify({ hookSpecificOutput: { hookEventName: "SessionStart", additionalContext: lines.join("\n") } });
}

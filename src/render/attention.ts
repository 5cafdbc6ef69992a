import { oneLine } from "../domain/strip.ts";
import type { Attention } from "../services/attention.ts";
import type { DecisionRow } from "../services/decisions.ts";
import { ageOf } from "./age.ts";
import { escalationJson, renderEscalation } from "./escalation.ts";
import type { Style } from "./style.ts";

export function attentionJson({ escalations, paused, questions, low_water }: Attention) {
  return {
    paused: paused === null ? null : escalationJson(paused),
    escalations: escalations.map(escalationJson),
    questions: questions.map(questionJson),
    low_water,
  };
}

function questionJson({ id, title, decision }: DecisionRow) {
  const { approver, deadline, otherwise, options, recommend, gates, by, created } = decision;
  return { id, title, approver, deadline, otherwise, options, recommend, gates, by, created };
}

/** Lines of what is escalated. */
export function escalationLines({ escalations }: Attention, style: Style): string[] {
  return escalations.map((row) => `  ${renderEscalation(row, style)}`);
}

/** A line for each question that waits for an answer: who is to give it, by when, and what waits for it. */
export function questionLines({ questions }: Attention, now: number): string[] {
  return questions.map(({ id, title, decision }) => {
    const { approver, deadline, gates } = decision;
    const who = approver === null ? "" : `  for ${oneLine(approver)}`;
    const when = deadline === null ? "" : `  ${ageOf(deadline, now)}`;
    const holds = gates.length === 0 ? "" : `  gates ${gates.map(oneLine).join(", ")}`;
    return `  ${oneLine(id)}  ${oneLine(title)}${who}${when}${holds}`;
  });
}

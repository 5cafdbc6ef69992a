import { oneLine } from "../domain/strip.ts";
import type { TeamPhase } from "../domain/team.ts";
import type { Explained } from "../services/obstacle.ts";
import type { Member, Team } from "../services/team.ts";
import type { TeamCheckpointResult } from "../services/team-checkpoint.ts";
import { ageOf, minuteOf } from "./age.ts";
import { agentJson, presenceWords } from "./agents.ts";
import { attentionJson, escalationLines, questionLines } from "./attention.ts";
import { cellsOf, pad } from "./cells.ts";
import { countOf } from "./count.ts";
import { escalationJson, renderEscalation } from "./escalation.ts";
import { landingJson, reachSuffix } from "./landing.ts";
import { explainedJson, obstacleWords } from "./obstacle.ts";
import { bold, type Style } from "./style.ts";

const PHASES: Readonly<Record<TeamPhase, string>> = {
  paused: "paused: nobody may claim",
  waiting: "waiting: questions hold what is left",
  working: "working",
  idle: "idle: work is ready, and nobody has any",
  dry: "dry: nothing is ready, and nobody works",
  done: "done: everything is closed",
};

export function teamJson(team: Team) {
  const { project, phase, counts, members, attention, proposed, blockers, more_blockers, checkpoint, next_checkpoint, now } =
    team;
  return {
    ...{ project, phase, counts },
    ...attentionJson(attention),
    team: members.map(({ agent, next }) => ({ ...agentJson(agent, now), next })),
    proposed: proposed.map(({ id, title, decision }) => ({ id, title, approver: decision.approver, by: decision.by })),
    blockers: blockers.map(explainedJson),
    more_blockers,
    checkpoint:
      checkpoint === null
        ? null
        : { id: checkpoint.id, title: checkpoint.title, at: checkpoint.decision.created, by: checkpoint.decision.by },
    next_checkpoint,
  };
}

/** The phase, what waits for people, everybody's one line, what is blocked, and the checkpoints. */
export function renderTeam(team: Team, style: Style): string[] {
  const { project, phase, counts, attention, members, proposed, blockers, more_blockers, now } = team;
  const { open, ready, in_progress, blocked } = counts;
  return [
    `${bold(style, oneLine(project))}  ${PHASES[phase]}`,
    `  ${open} open: ${ready} ready, ${in_progress} in progress, ${blocked} blocked`,
    ...section(style, "ESCALATED", escalationLines(attention, style)),
    ...section(style, "DECISIONS THAT WAIT", [
      ...questionLines(attention, now),
      ...proposed.map(({ id, title, decision }) => `  ${oneLine(id)}  ${oneLine(title)}  proposed by ${oneLine(decision.by)}`),
    ]),
    ...section(style, "TEAM", memberLines(members, now)),
    ...section(style, "BLOCKED", blockers.map(blockerLine)),
    ...(more_blockers === 0 ? [] : [`  and ${more_blockers} more: bd blocked`]),
    ...section(style, "CHECKPOINTS", checkpointLines(team)),
  ];
}

function section(style: Style, heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", bold(style, heading), ...lines];
}

function memberLines(members: readonly Member[], now: number): string[] {
  const width = members.reduce((widest, { agent }) => Math.max(widest, cellsOf(oneLine(agent.name))), 0);
  return members.map(({ agent, next }) => {
    const on = agent.issue === null ? "" : `  on ${oneLine(agent.issue)}: ${oneLine(agent.title ?? "")}`;
    const more = agent.holds.length > 1 ? `, and ${countOf(agent.holds.length - 1, "other issue")}` : "";
    const why = agent.why === null ? "" : `  says: ${oneLine(agent.why)}`;
    const step = next === null ? "" : `  next: ${oneLine(next)}`;
    return `  ${pad(oneLine(agent.name), width)}  ${presenceWords(agent, now)}${on}${more}${why}${step}`;
  });
}

function blockerLine({ row, obstacles }: Explained): string {
  return `  ${oneLine(row.issue.id)}  ${oneLine(row.issue.title)}  ${obstacles.map(obstacleWords).join("; ")}`;
}

function checkpointLines({ checkpoint, next_checkpoint, now }: Team): string[] {
  if (checkpoint === null) return [];
  const { id, title, decision } = checkpoint;
  const next = next_checkpoint === null ? [] : [`  the next one ${ageOf(next_checkpoint, now)}, ${minuteOf(next_checkpoint)}`];
  return [`  ${oneLine(id)}  ${oneLine(title)}  ${ageOf(decision.created, now)} by ${oneLine(decision.by)}`, ...next];
}

export function teamCheckpointJson({
  id,
  verdict,
  title,
  next_checkpoint,
  by,
  previous,
  escalation,
  landing,
}: TeamCheckpointResult) {
  return {
    ...{ id, verdict, title, next_checkpoint, by, previous },
    escalation: escalation === null ? null : escalationJson(escalation),
    ...landingJson(landing),
  };
}

export function renderTeamCheckpoint(
  { id, title, next_checkpoint, escalation, landing }: TeamCheckpointResult,
  style: Style,
): string[] {
  const word = landing.op === null ? "Would decide" : "Decided";
  return [
    `${word} ${oneLine(id)}: ${oneLine(title)}${reachSuffix(landing)}`,
    ...(next_checkpoint === null ? [] : [`  the next one ${minuteOf(next_checkpoint)}`]),
    ...(escalation === null ? [] : [`  ${renderEscalation(escalation, style)}`]),
  ];
}

import { oneLine } from "../domain/strip.ts";
import { toMilliseconds } from "../domain/time.ts";
import type { AgentsResult } from "../services/agents.ts";
import type { AgentPresence } from "../services/presence.ts";
import { ageOf, minuteOf } from "./age.ts";
import { cellsOf, pad } from "./cells.ts";
import { bold, dim, type Style } from "./style.ts";

export function agentsJson({ agents, now }: Pick<AgentsResult, "agents" | "now">): object[] {
  return agents.map((agent) => agentJson(agent, now));
}

export function agentJson(agent: AgentPresence, now: number): object {
  const { name, kind, human, project, local, presence, state, why, seen, since, issue, title } = agent;
  const { worktree, host, session, command, process, source, holds } = agent;
  const age = seen === null ? null : Math.round((now - toMilliseconds(seen)) / 1000);
  return {
    ...{ name, kind, human, project, local, presence, state, why, seen, seen_seconds_ago: age, since, issue, title },
    ...{ worktree, host, session, command, process, source, holds },
  };
}

/** A line for each; below it where they are, why they are stuck, and what else they hold. */
export function renderAgents({ project, agents, host, now }: AgentsResult, style: Style): string[] {
  if (agents.length === 0) return [`Nobody has done anything in ${oneLine(project)} yet.`];
  const width = agents.reduce((widest, { name }) => Math.max(widest, cellsOf(oneLine(name))), 0);
  return agents.flatMap((agent) => [
    `${bold(style, pad(oneLine(agent.name), width))}  ${presenceWords(agent, now)}${fromWords(agent)}${onWords(agent)}`,
    ...detailsOf(agent, host).map((line) => dim(style, `  ${line}`)),
  ]);
}

/** `stuck`, or how long ago somebody was seen who is not there. */
export function presenceWords({ presence, seen }: Pick<AgentPresence, "presence" | "seen">, now: number): string {
  if (seen === null || ["online", "idle", "stuck"].includes(presence)) return presence;
  return `${presence}, seen ${ageOf(seen, now)}`;
}

/** Who only sent something here works elsewhere. */
function fromWords({ local, project }: AgentPresence): string {
  return local || project === null ? "" : `, of ${oneLine(project)}`;
}

function onWords({ issue, title, since }: AgentPresence): string {
  if (issue === null) return "";
  return `, on ${oneLine(issue)} since ${since === null ? "then" : minuteOf(since)}: ${oneLine(title ?? "")}`;
}

function detailsOf(agent: AgentPresence, host: string): string[] {
  const { why, worktree, issue, holds } = agent;
  const others = holds.filter(({ id }) => id !== issue);
  return [
    ...(why === null ? [] : [`says: ${oneLine(why)}`]),
    ...(worktree === null ? [] : [`in ${oneLine(worktree)}${agent.host === host ? "" : ` on ${oneLine(agent.host ?? "")}`}`]),
    ...others.map(({ id, title, until }) => `also holds ${oneLine(id)} until ${minuteOf(until)}: ${oneLine(title)}`),
  ];
}

import { oneLine } from "../domain/strip.ts";
import { toMilliseconds } from "../domain/time.ts";
import type { AgentsResult, KnownAgent } from "../services/agents.ts";
import { ageOf, minuteOf } from "./age.ts";
import { bold, dim, type Style } from "./style.ts";

export function agentsJson({ agents, now }: AgentsResult): object[] {
  return agents.map((agent) => ({
    ...agent,
    seen_seconds_ago: agent.seen === null ? null : Math.round((now - toMilliseconds(agent.seen)) / 1000),
  }));
}

/** A line for each, and below it what they hold. */
export function renderAgents({ project, agents, now }: AgentsResult, style: Style): string[] {
  if (agents.length === 0) return [`Nobody has done anything in ${oneLine(project)} yet.`];
  const width = agents.reduce((widest, { name }) => Math.max(widest, oneLine(name).length), 0);
  return agents.flatMap((agent) => [
    `${bold(style, oneLine(agent.name).padEnd(width))}  ${presenceWords(agent, now)}${fromWords(agent)}`,
    ...agent.holds.map(({ id, title, until }) =>
      dim(style, `  holds ${oneLine(id)} until ${minuteOf(until)}: ${oneLine(title)}`),
    ),
  ]);
}

function presenceWords({ presence, seen }: KnownAgent, now: number): string {
  if (presence === "online") return "online";
  return seen === null ? "unknown" : `${presence === "earlier" ? "seen" : "unknown, seen"} ${ageOf(seen, now)}`;
}

/** Who only sent something here works elsewhere. */
function fromWords({ local, project }: KnownAgent): string {
  return local || project === null ? "" : `, of ${oneLine(project)}`;
}

import { oneLine } from "../domain/strip.ts";
import type { AgentShown } from "../services/agent-show.ts";
import type { AgentPresence } from "../services/presence.ts";
import { ageOf, minuteOf } from "./age.ts";
import { agentJson, presenceWords } from "./agents.ts";
import { bold, dim, type Style } from "./style.ts";

export function agentShowJson({ agent, others, now }: AgentShown) {
  return { ...agentJson(agent, now), others: others.map((other) => agentJson(other, now)) };
}

/** One fact a line. */
export function renderAgentShow({ agent, others, now }: AgentShown, style: Style): string[] {
  return [
    `${bold(style, oneLine(agent.name))}  ${presenceWords(agent, now)}`,
    ...factsOf(agent, now).map(([name, value]) => `  ${dim(style, name.padEnd(8))}  ${oneLine(value)}`),
    ...others.map((other) => dim(style, `  also ${presenceWords(other, now)} in ${oneLine(other.worktree ?? "")}`)),
  ];
}

function factsOf(agent: AgentPresence, now: number): (readonly [string, string])[] {
  const { human, why, worktree, host, session, process, command, seen, source, holds } = agent;
  const facts: (readonly [string, string | null])[] = [
    ["for", human],
    ["says", why],
    ["session", session],
    ["in", worktree],
    ["host", host],
    ["process", process === null ? null : `${process.pid}, ${LIFE[process.life]}`],
    ["seen", seen === null ? null : `${ageOf(seen, now)}, ${source === "beat" ? `by bd ${command}` : "in the ledger"}`],
    ...holds.map(
      (held) => ["holds", `${held.id} since ${minuteOf(held.since)}, until ${minuteOf(held.until)}: ${held.title}`] as const,
    ),
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

const LIFE = { alive: "alive", dead: "dead", unknown: "not to be asked from here" } as const;

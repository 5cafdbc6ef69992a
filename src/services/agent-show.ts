import { BeadsError } from "../errors.ts";
import { listAgents } from "./agents.ts";
import { closeness } from "./closeness.ts";
import type { AgentPresence } from "./presence.ts";
import type { Workspace } from "./workspace.ts";

export interface AgentShown {
  /** Where several workspaces know somebody of that name, the one that is most surely there. */
  readonly agent: AgentPresence;
  /** The same name in other workspaces. */
  readonly others: readonly AgentPresence[];
  /** The name of this machine. */
  readonly host: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

const SIMILAR = 0.75;

/** All that is known of one agent or person; `dave` is `dave/vc`. @throws UNKNOWN_AGENT with suggestions, and what `listAgents` throws */
export async function showAgent(
  workspace: Workspace,
  input: { readonly name: string; readonly project?: string | undefined },
): Promise<AgentShown> {
  const { agents, project, host, now } = await listAgents(workspace, input);
  const names = [input.name, `${input.name}/${project}`, `@${input.name}`];
  const name = names.find((candidate) => agents.some((agent) => agent.name === candidate));
  const [agent, ...others] = agents.filter((each) => each.name === name);
  if (agent !== undefined) return { agent, others, host, now };
  const similar = [...new Set(agents.map((each) => each.name))].filter((each) => closeness(each, input.name) >= SIMILAR);
  throw new BeadsError("not-found", "UNKNOWN_AGENT", `${project} has never seen ${input.name}.`, {
    hints: [
      ...(similar.length > 0 ? [`Did you mean ${similar.slice(0, 3).join(" or ")}?`] : []),
      "bd agent list names everybody who is known.",
    ],
    fields: { agent: input.name, candidates: similar.slice(0, 3) },
  });
}

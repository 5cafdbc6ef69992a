import { openProject } from "./open-project.ts";
import { type AgentPresence, presences } from "./presence.ts";
import { resolveProject } from "./resolve-project.ts";
import type { Workspace } from "./workspace.ts";

export interface AgentsResult {
  /** The short name of the project whose ledger was read. */
  readonly project: string;
  readonly agents: readonly AgentPresence[];
  /** The name of this machine. */
  readonly host: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** Who is known in this project, or in another one as far as its ledger is at hand. @throws what `resolveProject` and `openProject` throw */
export async function listAgents(workspace: Workspace, input: { readonly project?: string | undefined }): Promise<AgentsResult> {
  const project = input.project === undefined ? undefined : await resolveProject(workspace, input.project);
  if (project === undefined || project.own) return agentsIn(workspace);
  const there = await openProject(workspace, project);
  try {
    return await agentsIn(there);
  } finally {
    await there.ledger.close();
  }
}

async function agentsIn(workspace: Workspace): Promise<AgentsResult> {
  const [{ project }, agents, { identify }] = await Promise.all([
    workspace.ledger.snapshot(),
    presences(workspace),
    import("../store/process-identity.ts"),
  ]);
  return { project: project.name, agents, host: identify().host, now: workspace.ledger.now() };
}

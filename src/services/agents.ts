import { shortName } from "../domain/identity.ts";
import { PRESENCES, type Presence, presenceAt } from "../domain/presence.ts";
import type { Moment } from "../domain/readiness.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { openProject } from "./open-project.ts";
import { resolveProject } from "./resolve-project.ts";
import type { Workspace } from "./workspace.ts";

/** An issue that somebody holds. */
export interface Held {
  readonly id: string;
  readonly title: string;
  readonly since: string;
  readonly until: string;
}

/** Somebody whose name stands in a ledger: an agent (`dave/vc`) or a person (`@steve`). */
export interface KnownAgent {
  readonly name: string;
  readonly kind: "agent" | "person";
  /** The identity of the project that they said they work in; null where nothing says it. */
  readonly project: string | null;
  /** True for who works in the ledger's own project, and false for who only sent something there. */
  readonly local: boolean;
  readonly presence: Presence;
  readonly seen: string | null;
  readonly holds: readonly Held[];
}

/** Everybody whom a ledger knows, who is online first: by what they did there, and by the claims that are live. */
export function agentsOf(snapshot: Pick<Snapshot, "agents" | "rows" | "project">, moment: Moment): KnownAgent[] {
  const holds = heldBy(snapshot, moment);
  const seen = snapshot.agents().filter(({ name }) => name !== UNKNOWN);
  const silent = [...holds.keys()].filter((name) => !seen.some((agent) => agent.name === name));
  const all = [...seen, ...silent.map((name) => ({ name, seen: null, project: null }))];
  const agents = all.map(({ name, project, seen: last }): KnownAgent => {
    const presence = presenceAt(last, moment.now);
    const local = isLocal(snapshot, name, project);
    return {
      name,
      kind: name.startsWith("@") ? "person" : "agent",
      project,
      local,
      presence,
      seen: last,
      holds: holds.get(name) ?? [],
    };
  });
  return agents.sort((a, b) => PRESENCES.indexOf(a.presence) - PRESENCES.indexOf(b.presence));
}

/** The agents of a project itself who are at work there now. */
export function onlineIn(snapshot: Pick<Snapshot, "agents" | "rows" | "project">, moment: Moment): readonly string[] {
  return agentsOf(snapshot, moment)
    .filter(({ presence, local }) => presence === "online" && local)
    .map(({ name }) => name);
}

/** What an import says where nobody is named. */
const UNKNOWN = "unknown";

function heldBy(snapshot: Pick<Snapshot, "rows">, moment: Moment): Map<string, Held[]> {
  const held = new Map<string, Held[]>();
  for (const { issue, holder, lease } of snapshot.rows({ statuses: ["in_progress"] }, moment)) {
    if (holder === null || lease === null) continue;
    const one = { id: issue.id, title: issue.title, since: lease.since, until: lease.until };
    held.set(holder, [...(held.get(holder) ?? []), one]);
  }
  return held;
}

/** An agent's name ends in its project's; people may sit anywhere. */
function isLocal({ project: own }: Pick<Snapshot, "project">, name: string, project: string | null): boolean {
  if (project !== null) return [own.identity, ...own.aliases].includes(project) || shortName(project) === own.name;
  return name.startsWith("@") || name.endsWith(`/${own.name}`);
}

export interface AgentsResult {
  /** The short name of the project whose ledger was read. */
  readonly project: string;
  readonly agents: readonly KnownAgent[];
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

async function agentsIn({ ledger }: Workspace): Promise<AgentsResult> {
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  return { project: snapshot.project.name, agents: agentsOf(snapshot, moment), now: moment.now };
}

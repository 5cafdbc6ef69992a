import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { closeness } from "./closeness.ts";
import type { Workspace } from "./workspace.ts";

const SIMILAR = 0.75;
/** So many names are said. */
const NAMED = 10;

/** A ledger in which somebody may have been seen. */
export interface SeenIn {
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
}

/** True for a name of somebody who works in this very project, whatever others are called as it is. */
export function isAgentHere(snapshot: Pick<Snapshot, "agents" | "project">, name: string): boolean {
  return name.endsWith(`/${snapshot.project.name}`) && snapshot.agents().some((agent) => agent.name === name);
}

/**
 * Nobody is invented: an agent has to have been seen in the ledger that it works in, or to give signs of life there: who has only read so far is
 * there all the same. @throws UNKNOWN_AGENT with suggestions
 */
export async function checkAgentSeen({ workspace, snapshot }: SeenIn, name: string): Promise<void> {
  const seen = snapshot.agents().map((agent) => agent.name);
  if (seen.includes(name)) return;
  const { presences } = await import("./presence.ts");
  const present = (await presences(workspace)).filter(({ source }) => source === "beat").map((agent) => agent.name);
  if (!present.includes(name)) throw unknownAgent(name, snapshot.project.name, [...new Set([...seen, ...present])]);
}

/** Suggested is who works there: who only sent something there is not the one who was meant. */
function unknownAgent(name: string, project: string, known: readonly string[]): BeadsError {
  const agents = known.filter((other) => other.endsWith(`/${project}`));
  const similar = agents.filter((other) => closeness(other, name) >= SIMILAR).slice(0, 3);
  return new BeadsError("not-found", "UNKNOWN_AGENT", `${project} has never seen an agent ${name}.`, {
    hints: [
      ...(similar.length > 0 ? [`Did you mean ${similar.join(" or ")}?`] : []),
      agents.length > 0 ? `Seen there are: ${agents.slice(0, NAMED).join(", ")}.` : "Nobody has been seen there yet.",
      "Send it to the project, and whoever works there takes it.",
    ],
    fields: { agent: name, candidates: similar.length > 0 ? similar : agents.slice(0, NAMED) },
  });
}

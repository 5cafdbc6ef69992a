import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { closeness } from "./closeness.ts";

const SIMILAR = 0.75;

/** True for a name of somebody who works in this very project, whatever others are called as it is. */
export function isAgentHere(snapshot: Pick<Snapshot, "agents" | "project">, name: string): boolean {
  return name.endsWith(`/${snapshot.project.name}`) && snapshot.agents().some((agent) => agent.name === name);
}

/** Nobody is invented: an agent has to have been seen in the ledger that it works in. @throws UNKNOWN_AGENT with suggestions */
export function checkAgentSeen(snapshot: Pick<Snapshot, "agents" | "project">, name: string): void {
  const seen = snapshot.agents().map((agent) => agent.name);
  if (seen.includes(name)) return;
  const agents = seen.filter((other) => !other.startsWith("@"));
  const similar = agents.filter((other) => closeness(other, name) >= SIMILAR).slice(0, 3);
  throw new BeadsError("not-found", "UNKNOWN_AGENT", `${snapshot.project.name} has never seen an agent ${name}.`, {
    hints: [
      ...(similar.length > 0 ? [`Did you mean ${similar.join(" or ")}?`] : []),
      agents.length > 0 ? `Seen there are: ${agents.slice(0, 10).join(", ")}.` : "Nobody has been seen there yet.",
      "Send it to the project, and whoever works there takes it.",
    ],
    fields: { agent: name, candidates: similar.length > 0 ? similar : agents.slice(0, 10) },
  });
}

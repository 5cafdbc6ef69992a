import type { Workspace } from "../services/workspace.ts";
import type { Host } from "./host.ts";

/** What shells and bd itself run, and what gives its sign by itself. */
const SIGNLESS: ReadonlySet<string> = new Set(["background", "completion", "agent beat"]);

/** Shows that an agent is there, behind each of its commands. People give no signs. */
export async function giveSign(host: Pick<Host, "env" | "now">, workspace: Workspace, command: string): Promise<void> {
  const { actor, repository, folders, identity } = workspace;
  if (actor.kind !== "agent" || SIGNLESS.has(command)) return;
  const { touchBeat } = await import("../store/touch-beat.ts");
  const place = { location: repository.location, state: folders.state, identity };
  touchBeat(place, { actor, now: host.now(), env: host.env, command });
}

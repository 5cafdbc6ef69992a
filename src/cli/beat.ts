import type { Workspace } from "../services/workspace.ts";
import { isHeard } from "../store/beats.ts";
import type { Host } from "./host.ts";

/** What shells, git and bd itself run, and what gives its sign by itself. */
const SIGNLESS = /^(background|completion|hook .*|agent beat)$/;

/** Shows that an agent is there, behind each of its commands. People give no signs. */
export async function giveSign(host: Pick<Host, "env" | "now">, workspace: Workspace, command: string): Promise<void> {
  const { actor, repository, folders, identity } = workspace;
  if (actor.kind !== "agent" || SIGNLESS.test(command)) return;
  const place = { location: repository.location, state: folders.state, identity };
  const now = host.now();
  if (isHeard(place, actor, now)) return;
  const { touchBeat } = await import("../store/touch-beat.ts");
  touchBeat(place, { actor, now, env: host.env, command });
}

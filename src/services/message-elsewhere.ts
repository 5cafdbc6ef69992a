import type { Snapshot } from "../store/snapshot.ts";
import { knownProjects } from "./discovery.ts";
import { openClones } from "./open-project.ts";
import { type Spot, spotOf } from "./spot.ts";
import type { Workspace } from "./workspace.ts";

/** Finds a message by its bare id, as an inbox names it, in the projects that this one sent something to, as far as they are on this machine. */
export async function findMessageElsewhere(workspace: Workspace, snapshot: Snapshot, id: string): Promise<Spot | undefined> {
  const wanted = new Set(snapshot.destinations());
  const projects = wanted.size === 0 ? [] : await knownProjects(workspace);
  for (const project of projects) {
    if (project.own || ![project.identity, ...project.aliases].some((name) => wanted.has(name))) continue;
    for (const clone of await openClones(workspace, project, { with_ledger: true }).catch(() => [])) {
      const there = await clone.ledger.snapshot();
      const message = there.message(id);
      const issue = message?.thread == null ? undefined : there.issue(message.thread);
      if (message !== undefined && issue !== undefined) {
        const close = () => clone.ledger.close();
        return spotOf({ workspace: clone, snapshot: there, issue, message, foreign: true, close }, project);
      }
      await clone.ledger.close();
    }
  }
  return undefined;
}

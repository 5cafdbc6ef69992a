import type { Snapshot } from "../store/snapshot.ts";
import { type KnownProject, knownProjects } from "./discovery.ts";
import { openClones } from "./open-project.ts";
import { projectOf } from "./resolve-project.ts";
import { type Spot, spotOf } from "./spot.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Finds a message by its bare id, as an inbox names it, in the projects that this one sent something to, as far as they are on this machine. What this
 * project said there itself may have been brought by another of its clones: then the remote is asked for it.
 */
export async function findMessageElsewhere(workspace: Workspace, snapshot: Snapshot, id: string): Promise<Spot | undefined> {
  const wanted = new Set(snapshot.destinations());
  const projects = wanted.size === 0 ? [] : await knownProjects(workspace);
  for (const project of projects) {
    if (project.own || ![project.identity, ...project.aliases].some((name) => wanted.has(name))) continue;
    const found = await findIn(workspace, project, { id, fetch: false });
    if (found !== undefined) return found;
  }
  const said = snapshot.passage(id);
  if (said === undefined || workspace.offline) return undefined;
  const project = await projectOf(workspace, said.entry.project);
  return project.own ? undefined : findIn(workspace, project, { id, fetch: true });
}

interface Wanted {
  readonly id: string;
  /** True: what is here is brought up to date first. */
  readonly fetch: boolean;
}

async function findIn(workspace: Workspace, project: KnownProject, { id, fetch }: Wanted): Promise<Spot | undefined> {
  let spot: Spot | undefined;
  for (const clone of await openClones(workspace, project, { with_ledger: true, network: fetch }).catch(() => [])) {
    spot ??= await lookIn(clone, project, { id, fetch });
    if (spot?.site?.workspace !== clone) await clone.ledger.close();
  }
  return spot;
}

async function lookIn(clone: Workspace, project: KnownProject, { id, fetch }: Wanted): Promise<Spot | undefined> {
  // Whoever cannot be asked now says no more than was known here.
  if (fetch) await clone.ledger.sync().catch((error: unknown) => clone.warn((error as Error).message));
  const snapshot = await clone.ledger.snapshot();
  const message = snapshot.message(id);
  const issue = message?.thread == null ? undefined : snapshot.issue(message.thread);
  if (message === undefined || issue === undefined) return undefined;
  return spotOf({ workspace: clone, snapshot, issue, message, foreign: true, close: () => clone.ledger.close() }, project);
}

import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { resolveId } from "./resolve-id.ts";
import type { Workspace } from "./workspace.ts";

/**
 * The issue that an edge is to point to. One of this project must be named exactly; one of another project must be named
 * in full by now (see `expandTarget`).
 * @throws UNKNOWN_PROJECT, and what `resolveId` throws
 */
export function resolveTarget(snapshot: Snapshot, text: string): string {
  const typed = text.trim();
  const project = projectOf(typed);
  if (project === null || isOwn(snapshot, project)) return resolveId(snapshot, typed, { exact: true });
  if (isFull(project)) return typed;
  throw new BeadsError("not-found", "UNKNOWN_PROJECT", `There is no project ${JSON.stringify(project)} that is known here.`, {
    hints: ["Name it in full, as github.com/owner/name:id."],
    fields: { project },
  });
}

/**
 * What was typed, with the short name of another project (`beads:beads-7k3xq2`) replaced by its identity in full, since
 * short names are one clone's own. Anything else is left as it is.
 * @throws UNKNOWN_PROJECT, AMBIGUOUS_PROJECT
 */
export async function expandTarget(workspace: Workspace, text: string): Promise<string> {
  const typed = text.trim();
  const project = projectOf(typed);
  if (project === null || isFull(project) || isOwn(await workspace.ledger.snapshot(), project)) return typed;
  const { resolveProject } = await import("./resolve-project.ts");
  const { identity } = await resolveProject(workspace, project);
  return `${identity}:${typed.slice(project.length + 1)}`;
}

/** True for the short names of projects that this clone can find. */
export async function isKnownProject(workspace: Workspace, name: string): Promise<boolean> {
  const { knownProjects } = await import("./discovery.ts");
  return (await knownProjects(workspace)).some((project) => project.name === name || project.aliases.includes(name));
}

/** What stands before the last colon; null where there is none. */
function projectOf(typed: string): string | null {
  const colon = typed.lastIndexOf(":");
  return colon === -1 ? null : typed.slice(0, colon);
}

function isFull(project: string): boolean {
  return project.includes("/") || project.startsWith("local:");
}

function isOwn({ project }: Snapshot, name: string): boolean {
  return [project.name, project.identity, ...project.aliases].includes(name);
}

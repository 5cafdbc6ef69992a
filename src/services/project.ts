import { nameOf } from "../domain/actor.ts";
import type { Project } from "../domain/project.ts";
import { BeadsError } from "../errors.ts";
import { type KnownProject, knownProjects } from "./discovery.ts";
import { findProjectUrl } from "./project-urls.ts";
import { resolveProject } from "./resolve-project.ts";
import type { Workspace } from "./workspace.ts";

export interface ProjectShown {
  /** The name under which the caller acts here. */
  readonly actor: string;
  readonly known: KnownProject;
  /** What its `project.md` says; null for a project that is only known by name. */
  readonly project: Project | null;
  /** By which URL another one is reached where no clone is at hand; null for this one, and where nothing says it. */
  readonly reached: { readonly url: string; readonly why: string } | null;
}

/** The project of this clone, or one that is known here. @throws UNKNOWN_PROJECT, AMBIGUOUS_PROJECT */
export async function showProject(workspace: Workspace, name: string | undefined): Promise<ProjectShown> {
  const { project } = await workspace.ledger.snapshot();
  const known = await (name === undefined ? ownOf(workspace) : resolveProject(workspace, name));
  const found = known.own ? undefined : await findProjectUrl(workspace, known);
  const reached = found === undefined ? null : { url: found.url, why: found.why };
  return { actor: nameOf(workspace.actor), known, project: known.own ? project : null, reached };
}

/** Every project that this clone can name, its own first. */
export async function listProjects(workspace: Workspace): Promise<readonly KnownProject[]> {
  return knownProjects(workspace);
}

export interface ProjectPlaces {
  readonly known: KnownProject;
  readonly directories: readonly string[];
}

/** Where the clones of a project are on this machine. @throws NO_CLONE_HERE where there is none */
export async function whereProject(workspace: Workspace, name: string): Promise<ProjectPlaces> {
  const known = await resolveProject(workspace, name);
  const own = known.own ? [workspace.repository.location.workTree ?? workspace.repository.location.gitDir] : [];
  const directories = [...new Set([...own, ...known.clones.map((clone) => clone.directory)])];
  if (directories.length > 0) return { known, directories };
  throw new BeadsError("not-found", "NO_CLONE_HERE", `There is no clone of ${known.identity} on this machine.`, {
    hints: ["Clone it anywhere, and say where with bd project add <directory>; sending to it needs no clone."],
    fields: { project: known.identity },
  });
}

async function ownOf(workspace: Workspace): Promise<KnownProject> {
  const known = (await knownProjects(workspace)).find((project) => project.own);
  return known as KnownProject;
}

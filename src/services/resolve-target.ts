import { normaliseRemote } from "../domain/identity.ts";
import { BeadsError } from "../errors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { resolveId } from "./resolve-id.ts";

/** True for the short names of projects that this one knows, its own included. */
export function isKnownProject(snapshot: Snapshot, name: string): boolean {
  return name === snapshot.project.name || Object.hasOwn(snapshot.project.projects, name);
}

/**
 * The issue that an edge is to point to. One of this project must be named exactly; one of another project
 * (`beads:beads-7k3xq2`) is stored with its project's identity in full.
 * @throws UNKNOWN_PROJECT, and what `resolveId` throws
 */
export function resolveTarget(snapshot: Snapshot, text: string): string {
  const typed = text.trim();
  const colon = typed.lastIndexOf(":");
  if (colon === -1 || isOwn(snapshot, typed.slice(0, colon))) return resolveId(snapshot, typed, { exact: true });
  return `${projectIdentity(snapshot, typed.slice(0, colon))}:${typed.slice(colon + 1)}`;
}

function isOwn({ project }: Snapshot, name: string): boolean {
  return [project.name, project.identity, ...project.aliases].includes(name);
}

function projectIdentity({ project }: Snapshot, name: string): string {
  if (name.includes("/")) return name;
  const url = Object.hasOwn(project.projects, name) ? project.projects[name] : undefined;
  const identity = url === undefined ? null : normaliseRemote(url);
  if (identity !== null) return identity;
  const known = Object.keys(project.projects);
  throw new BeadsError("not-found", "UNKNOWN_PROJECT", `There is no project ${JSON.stringify(name)} that this one knows.`, {
    hints: [known.length > 0 ? `Known are: ${known.join(", ")}.` : "Name it in full, as github.com/owner/name:id."],
    fields: { project: name, known },
  });
}

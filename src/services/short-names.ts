import { shortName } from "../domain/identity.ts";
import { knownProjects } from "./discovery.ts";
import type { Workspace } from "./workspace.ts";

/** What to call projects by: as they are known here, else by the last part of their identity. */
export async function shortNames(workspace: Workspace): Promise<(identity: string) => string> {
  const known = await knownProjects(workspace);
  return (identity) =>
    known.find((project) => project.identity === identity || project.aliases.includes(identity))?.name ?? shortName(identity);
}

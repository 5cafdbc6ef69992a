import { normaliseRemote } from "../domain/identity.ts";
import { BeadsError } from "../errors.ts";
import { knownProjects } from "./discovery.ts";
import { nowhere } from "./project-place.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface ProjectAliasInput {
  /** An identity or a URL. */
  readonly alias: string;
  readonly remove?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface ProjectAliasResult {
  readonly alias: string;
  readonly removed: boolean;
  readonly aliases: readonly string[];
  readonly landing: Landing;
}

/** Says under which identity this project is known too: after it moved, or for a fork's upstream. @throws URL_REFUSED, ALIAS_TAKEN, OWN_IDENTITY */
export async function aliasProject(workspace: Workspace, input: ProjectAliasInput): Promise<ProjectAliasResult> {
  const alias = identityFrom(input.alias);
  const { project } = await workspace.ledger.snapshot();
  const remove = input.remove === true;
  if (!remove) await refuseAlias(workspace, alias);
  const aliases = remove ? { add: [], remove: [alias] } : { add: [alias], remove: [] };
  const { landing } = await write(workspace, "introduce", { projects: {}, aliases }, { urgency: "soon", dry_run: input.dry_run });
  const others = project.aliases.filter((other) => other !== alias);
  return { alias, removed: remove, aliases: remove ? others : [...others, alias], landing };
}

/** An identity in full stays as it is: `github.com/owner/vc`. */
function identityFrom(text: string): string {
  const typed = text.trim();
  const identity = /^[^\s/@:.~][^\s/@:]*(?::\w+)?(?:\/[^\s/]+){2,}$/.test(typed) ? normaliseRemote(`https://${typed}`) : null;
  const found = identity ?? (/[/:]/.test(typed) && !typed.startsWith("-") ? normaliseRemote(typed) : null);
  if (found === null || found.startsWith("helper:")) throw nowhere(text);
  return found;
}

async function refuseAlias(workspace: Workspace, alias: string): Promise<void> {
  if (workspace.identity === alias) {
    throw new BeadsError("usage", "OWN_IDENTITY", `${alias} is what this project is known as anyhow.`, { fields: { alias } });
  }
  const other = (await knownProjects(workspace)).find(
    (project) => !project.own && [project.identity, ...project.aliases].includes(alias),
  );
  if (other === undefined) return;
  throw new BeadsError("conflict", "ALIAS_TAKEN", `${alias} is another project here: ${other.name}.`, {
    hints: other.clones.map(({ directory }) => `It has a clone in ${directory}.`),
    fields: { alias, project: other.identity },
  });
}

import { normaliseRemote, shortName } from "../domain/identity.ts";
import type { Project } from "../domain/project.ts";
import type { Repository } from "../git/repository.ts";
import { chooseRemote } from "../store/choose-remote.ts";

/** A project as its clone knows it: the normalised URL of the canonical remote, and its last part. */
export interface ProjectIdentity {
  readonly identity: string;
  readonly name: string;
}

/**
 * The identity of a clone's project. What the ledger says counts where there is no remote, where the remote is only a path
 * of this machine, and where it names one of several remotes.
 * @throws AMBIGUOUS_REMOTE
 */
export async function identityOf(
  repository: Repository,
  readProject: () => Promise<Project | undefined>,
  named: string | null = null,
): Promise<ProjectIdentity> {
  const { remotes } = await repository.config();
  const isPlain = remotes.length === 1 || remotes.includes("origin") || named !== null;
  const early = isPlain ? await remoteIdentity(repository, named) : null;
  if (early !== null && !early.startsWith("local:")) return { identity: early, name: await nameIn(early, readProject) };
  const project = await readProject();
  // Who reads a ledger that is here need not say first where it is shared: what asks the remote will ask for that.
  const isKnown = isPlain || remotes.length === 0 || remotes.includes(project?.remote ?? "");
  if (project !== undefined && !isKnown) return { identity: project.identity, name: project.name };
  const found = early ?? (remotes.length === 0 ? null : await remoteIdentity(repository, project?.remote ?? null));
  if (found !== null && !found.startsWith("local:")) return { identity: found, name: await nameIn(found, readProject) };
  if (project !== undefined) return { identity: project.identity, name: project.name };
  return found === null ? { identity: "", name: directoryName(repository) } : { identity: found, name: shortName(found) };
}

/** A name that had to be made of blanks and the like was made otherwise by earlier versions: what the ledger says stands. */
async function nameIn(identity: string, readProject: () => Promise<Project | undefined>): Promise<string> {
  const made = /\s/.test(identity) ? (await readProject())?.name : undefined;
  return made ?? shortName(identity);
}

async function remoteIdentity(repository: Repository, named: string | null): Promise<string | null> {
  const name = chooseRemote(await repository.config(), named);
  return name === null ? null : normaliseRemote(await repository.remoteUrl(name, "fetch"));
}

/** Before there is a ledger or a remote, a project is called after its directory. */
function directoryName({ location }: Repository): string {
  const directory = location.workTree ?? location.gitDir;
  const name = directory.split(/[\\/]/).filter(Boolean).at(-1) ?? "project";
  return name.replace(/\.git$/, "") || "project";
}

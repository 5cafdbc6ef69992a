import { shortName } from "../domain/identity.ts";
import { sharableUrl } from "../domain/reachable-url.ts";
import { BeadsError } from "../errors.ts";
import { glimpse } from "../store/workspaces.ts";
import { identitiesOf, type KnownProject, knownProjects } from "./discovery.ts";
import { nowhere, userUrl } from "./project-place.ts";
import { resolveProject } from "./resolve-project.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

/** The key of the user's git configuration under which places of projects stand. */
const USER_KEY = "beads.project";

export interface ProjectAddInput {
  /** Left away: the last part of the URL. */
  readonly name?: string | undefined;
  readonly url: string;
  /** For the user alone, in their git configuration, and not for everybody. */
  readonly local?: boolean | undefined;
  readonly dry_run?: boolean | undefined;
}

/** What was written down, and where: for everybody in `project.md`, or for the user in their git configuration. */
export interface ProjectChange {
  readonly name: string;
  readonly identity: string;
  readonly url: string | null;
  readonly where: "project" | "user";
  readonly changed: boolean;
  readonly dry_run: boolean;
  /** Null for what went into the user's configuration. */
  readonly landing: Landing | null;
}

/**
 * Makes another project known: for everybody, where the URL is one that everybody can use, else for the user alone.
 * @throws BAD_PROJECT_NAME, URL_REFUSED, OWN_PROJECT, PROJECT_NAME_TAKEN, LOCAL_NAME
 */
export async function addProject(workspace: Workspace, input: ProjectAddInput): Promise<ProjectChange> {
  const place = userUrl(workspace, input.url);
  const [identity] = identitiesOf(originOf(place), await workspace.repository.config());
  if (identity === undefined) throw nowhere(input.url);
  const name = checkName(input.name ?? shortName(identity));
  const known = await knownProjects(workspace);
  refuseTaken(known, { name, identity });
  const shared = input.local === true ? undefined : sharableUrl(place);
  const said = { name, identity, dry_run: input.dry_run === true };
  if (shared === undefined) return addForUser(workspace, { ...said, url: place });
  const args = { projects: { [name]: shared }, aliases: NO_ALIASES };
  const { landing } = await write(workspace, "introduce", args, { urgency: "soon", dry_run: input.dry_run });
  return { ...said, url: shared, where: "project", changed: landing.changed, landing };
}

const NO_ALIASES = { add: [], remove: [] } as const;

type Said = Pick<ProjectChange, "name" | "identity" | "dry_run"> & { readonly url: string };

/** In the user's configuration there is no room for a name: it is that of the place. */
async function addForUser(workspace: Workspace, said: Said): Promise<ProjectChange> {
  const { repository } = workspace;
  const usual = shortName(said.identity);
  if (said.name !== usual) throw localName(said.name, usual);
  if (repository.editUserConfig === undefined) throw withoutGit();
  const changed = !(await repository.config()).all(USER_KEY).includes(said.url);
  if (changed && !said.dry_run) await repository.editUserConfig({ key: USER_KEY, value: said.url });
  return { ...said, where: "user", changed, landing: null };
}

export interface ProjectRemoveInput {
  readonly name: string;
  readonly dry_run?: boolean | undefined;
}

/** Takes away what was written down of a project; a clone beside this one still makes it known. @throws UNKNOWN_PROJECT, NOT_WRITTEN_DOWN */
export async function removeProject(workspace: Workspace, input: ProjectRemoveInput): Promise<readonly ProjectChange[]> {
  const project = await resolveProject(workspace, input.name);
  const config = await workspace.repository.config();
  const names = new Set([project.identity, ...project.aliases]);
  const isIts = (place: string) => identitiesOf(originOf(place), config).some((identity) => names.has(identity));
  const written = Object.entries((await workspace.ledger.snapshot()).project.projects).filter(([, url]) => isIts(url));
  const places = config.all(USER_KEY).filter(isIts);
  if (written.length + places.length === 0) throw notWritten(project);
  const said = { identity: project.identity, dry_run: input.dry_run === true };
  const changes: ProjectChange[] = [];
  if (written.length > 0) {
    const args = { projects: Object.fromEntries(written.map(([name]) => [name, null])), aliases: NO_ALIASES };
    const { landing } = await write(workspace, "introduce", args, { urgency: "soon", dry_run: input.dry_run });
    changes.push(...written.map(([name, url]) => ({ ...said, name, url, where: "project" as const, changed: true, landing })));
  }
  for (const url of places) {
    if (!said.dry_run) await workspace.repository.editUserConfig?.({ key: USER_KEY, value: url, remove: true });
    changes.push({ ...said, name: project.name, url, where: "user", changed: true, landing: null });
  }
  return changes;
}

/** A directory stands for the project that its remote names. */
function originOf(place: string): string {
  const remotes = glimpse(place)?.remotes ?? {};
  return remotes["origin"] ?? Object.values(remotes)[0] ?? place;
}

function checkName(name: string): string {
  if (/^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,99}$/u.test(name)) return name;
  throw new BeadsError("usage", "BAD_PROJECT_NAME", `${JSON.stringify(name)} cannot be the short name of a project.`, {
    hints: ["It has letters, digits, dots, - and _, such as beads: bd project add beads <url>."],
    fields: { name },
  });
}

function refuseTaken(known: readonly KnownProject[], { name, identity }: { name: string; identity: string }): void {
  const isIt = (project: KnownProject) => project.identity === identity || project.aliases.includes(identity);
  const own = known.find((project) => project.own);
  if (own !== undefined && isIt(own)) {
    throw new BeadsError("usage", "OWN_PROJECT", `${identity} is the project that you are in.`, {
      hints: ["bd project alias <identity-or-url> says under what else it is known."],
      fields: { project: identity },
    });
  }
  const other = known.find(
    (project) => project.name === name && !isIt(project) && (project.own || project.sources.includes("project")),
  );
  if (other === undefined) return;
  throw new BeadsError("conflict", "PROJECT_NAME_TAKEN", `${name} is the short name of ${other.identity} here.`, {
    hints: ["Give another one: bd project add <name> <url>."],
    fields: { name, project: other.identity },
  });
}

function localName(name: string, usual: string): BeadsError {
  return new BeadsError(
    "usage",
    "LOCAL_NAME",
    `In your own configuration a place has no name of its own: this one is ${usual}.`,
    {
      hints: ["Leave the name away."],
      fields: { name, usual },
    },
  );
}

function withoutGit(): BeadsError {
  return new BeadsError("environment", "GIT_MISSING", "Your git configuration cannot be changed without the git program.");
}

function notWritten(project: KnownProject): BeadsError {
  return new BeadsError("conflict", "NOT_WRITTEN_DOWN", `Nothing is written down of ${project.name}.`, {
    hints: project.clones.map(({ directory }) => `It is known by its clone in ${directory}.`),
    fields: { project: project.identity, sources: project.sources },
  });
}

import { normaliseRemote, shortName } from "../domain/identity.ts";
import type { Project } from "../domain/project.ts";
import { rewriteUrl } from "../git/remote-url.ts";
import type { GitConfig } from "../git/repository.ts";
import { mirrorsOf } from "../store/mirrors.ts";
import { type Glimpse, glimpse, type NotedWorkspace, notedWorkspaces, siblingsOf } from "../store/workspaces.ts";
import type { Workspace } from "./workspace.ts";

/** How a project came to be known, in the order in which its clones are tried. */
export const SOURCES = ["project", "config", "sibling", "cache"] as const;
export type Source = (typeof SOURCES)[number];

/** A clone of a known project on this machine. */
export interface KnownClone {
  readonly directory: string;
  /** The git directory that linked worktrees share. */
  readonly common_dir: string;
  readonly source: Source;
}

/** A project that this clone can name. */
export interface KnownProject {
  readonly name: string;
  readonly identity: string;
  /** Other short names and identities under which it is known. */
  readonly aliases: readonly string[];
  readonly sources: readonly Source[];
  readonly clones: readonly KnownClone[];
  /** True for the project of this clone itself. */
  readonly own: boolean;
  /** The URL by which the caller has named it just now. May carry credentials: never print or store it. */
  readonly typed?: string;
}

interface Sighting {
  readonly name: string;
  readonly identity: string;
  readonly aliases: readonly string[];
  readonly source: Source;
  readonly clone: KnownClone | null;
}

/**
 * The projects that this clone can name, its own first: those in `project.md`, in the user's git configuration (`beads.project`), in the
 * directories beside this clone, those whose clones bd has written in, and those where something sent from here has arrived. Nothing global has to be registered.
 */
export async function knownProjects(workspace: Workspace): Promise<KnownProject[]> {
  const snapshot = await workspace.ledger.snapshot();
  const { project } = snapshot;
  const config = await workspace.repository.config();
  const notes = notedWorkspaces(workspace.folders.cache);
  const look: Lookout = {
    at: (directory, source) => sightingOf(glimpse(directory), source, notes, config),
    identities: (url) => identitiesOf(url, config),
  };
  const sightings = [
    ...Object.entries(project.projects).map(([name, url]) => named(name, url, look)),
    ...config.all("beads.project").map((value) => configured(value, look)),
    ...neighbours(workspace).map((directory) => look.at(directory, "sibling")),
    ...notes.map(noted),
    ...mirrorsOf(workspace.folders.cache).map(({ identity }) => mirrored(identity)),
    ...snapshot.reached().map(mirrored),
  ].filter((sighting) => sighting !== undefined);
  const own = { name: project.name, identity: workspace.identity, aliases: [project.identity, ...project.aliases] };
  return merge(own, sightings);
}

/** What the identity of a URL is, first as git's `insteadOf` makes it, then as it is written; empty for what names no repository. */
export function identitiesOf(url: string, config: Pick<GitConfig, "below">): string[] {
  const identities = [normaliseRemote(rewriteUrl(config, url)), normaliseRemote(url)];
  return [...new Set(identities.filter((identity) => identity !== null))];
}

/** How the surroundings are looked at. */
interface Lookout {
  at(directory: string, source: Source): Sighting | undefined;
  identities(url: string): string[];
}

/** A line of `projects:` in `project.md`: a short name and a URL, which may also be a directory on this machine. */
function named(name: string, url: string, look: Lookout): Sighting | undefined {
  const seen = url.startsWith("/") ? look.at(url, "project") : undefined;
  if (seen !== undefined) return { ...seen, aliases: [...seen.aliases, name] };
  const [identity, ...others] = look.identities(url);
  return identity === undefined
    ? undefined
    : { name, identity, aliases: [...others, shortName(identity)], source: "project", clone: null };
}

/** A value of `beads.project` in the user's git configuration: a directory or a URL. */
function configured(value: string, look: Lookout): Sighting | undefined {
  const seen = value.startsWith("/") ? look.at(value, "config") : undefined;
  if (seen !== undefined) return seen;
  const [identity, ...aliases] = look.identities(value);
  return identity === undefined ? undefined : { name: shortName(identity), identity, aliases, source: "config", clone: null };
}

/** A clone that bd has written in, and that is still there. */
function noted({ directory, common_dir, name, identity, aliases }: NotedWorkspace): Sighting {
  return { name, identity, aliases, source: "cache", clone: { directory, common_dir, source: "cache" } };
}

/** A project whose ledger the user has, or had, a mirror of. */
function mirrored(identity: string): Sighting {
  return { name: shortName(identity), identity, aliases: [], source: "cache", clone: null };
}

/** The directories beside this work tree, and beside the main one where this is a linked one. */
function neighbours({ repository }: Workspace): string[] {
  const { workTree, commonDir } = repository.location;
  const main = commonDir.endsWith("/.git") ? commonDir.slice(0, -"/.git".length) : null;
  const homes = [...new Set([workTree, main].filter((directory) => directory !== null))];
  return [...new Set(homes.flatMap(siblingsOf))];
}

/** What a clone is: as bd noted it when it last wrote there, else by its canonical remote. */
function sightingOf(
  seen: Glimpse | undefined,
  source: Source,
  notes: readonly NotedWorkspace[],
  config: Pick<GitConfig, "below">,
): Sighting | undefined {
  if (seen === undefined) return undefined;
  // A linked worktree is no clone of its own, and may be gone tomorrow: the main one is named.
  const directory = /^(.*)[/\\]\.git$/.exec(seen.common_dir)?.[1] ?? seen.directory;
  const clone = { directory, common_dir: seen.common_dir, source };
  const note = notes.find((each) => each.common_dir === seen.common_dir);
  if (note !== undefined) return { name: note.name, identity: note.identity, aliases: note.aliases, source, clone };
  const names = Object.keys(seen.remotes);
  const remote = names.includes("origin") ? "origin" : names.length === 1 ? names[0] : undefined;
  const [identity, ...aliases] = identitiesOf(seen.remotes[remote ?? ""] ?? "", config);
  return identity === undefined ? undefined : { name: shortName(identity), identity, aliases, source, clone };
}

/** Puts sightings of one project together: by identity, and by the aliases that a project says itself. */
function merge(own: Pick<Project, "name" | "identity" | "aliases">, sightings: readonly Sighting[]): KnownProject[] {
  const projects: Draft[] = [{ ...own, aliases: [...own.aliases], sources: [], clones: [], own: true }];
  for (const sighting of sightings) {
    const known = projects.find((project) => isSame(project, sighting));
    if (known === undefined) projects.push(draftOf(sighting));
    else add(known, sighting);
  }
  return projects.map((project) => ({
    ...project,
    aliases: [...new Set(project.aliases)].filter((alias) => alias !== project.identity && alias !== project.name),
  }));
}

type Draft = { -readonly [K in keyof KnownProject]: KnownProject[K] extends readonly (infer T)[] ? T[] : KnownProject[K] };

function draftOf({ name, identity, aliases, source, clone }: Sighting): Draft {
  return { name, identity, aliases: [...aliases], sources: [source], clones: clone === null ? [] : [clone], own: false };
}

/** Short names do not count here: two projects may well share one. */
function isSame(project: Draft, sighting: Sighting): boolean {
  const ids = (one: { identity: string; aliases: readonly string[] }) => [one.identity, ...one.aliases.filter(isIdentity)];
  const known = new Set(ids(project));
  return ids(sighting).some((id) => known.has(id));
}

function isIdentity(text: string): boolean {
  return text.includes("/") || text.startsWith("local:");
}

function add(project: Draft, { name, aliases, source, clone }: Sighting): void {
  project.aliases.push(name, ...aliases);
  if (!project.sources.includes(source)) project.sources.push(source);
  if (clone !== null && !project.clones.some((each) => each.common_dir === clone.common_dir)) project.clones.push(clone);
}

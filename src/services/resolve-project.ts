import { resolve } from "node:path";
import { shortName } from "../domain/identity.ts";
import { checkReachableUrl } from "../domain/reachable-url.ts";
import { BeadsError } from "../errors.ts";
import { placeOf } from "../store/workspaces.ts";
import { closeness } from "./closeness.ts";
import { identitiesOf, type KnownProject, knownProjects } from "./discovery.ts";
import type { Workspace } from "./workspace.ts";

const SIMILAR = 0.75;

/**
 * The project that somebody named: by short name, identity, alias or URL. A URL that nothing here knows is a project too, without a clone.
 * @throws AMBIGUOUS_PROJECT with both, UNKNOWN_PROJECT with suggestions, URL_REFUSED for helpers and what begins like an option
 */
export async function resolveProject(workspace: Workspace, text: string): Promise<KnownProject> {
  const typed = absolute(workspace, text.trim());
  const known = await knownProjects(workspace);
  const identities = IDENTITY.test(typed)
    ? [typed]
    : isRemote(typed)
      ? identitiesOf(typed, await workspace.repository.config())
      : [];
  const isIt = (project: KnownProject) =>
    [typed, ...identities].some((name) => isNamed(project, name)) || project.clones.some(({ directory }) => directory === typed);
  const exact = known.filter(isIt);
  const [found] = exact.length > 0 ? exact : known.filter((project) => isNamed(project, typed.toLowerCase()));
  if (exact.length > 1) throw ambiguous(typed, exact);
  const said = isUrl(typed) ? { typed } : {};
  if (found !== undefined) return { ...found, ...said };
  if (/^-|^[A-Za-z0-9][A-Za-z0-9+.-]*::/.test(typed)) checkReachableUrl(typed, "user");
  const called = isRemote(typed) || typed.includes(":") ? [] : known.filter((project) => isCalled(project, typed));
  if (called.length > 1) throw ambiguous(typed, called);
  if (called[0] !== undefined) return called[0];
  const [identity, ...aliases] = identities;
  if (identity === undefined) throw unknown(typed, known);
  if (isRelative(text.trim(), identity) && placeOf(pathIn(identity)) === undefined) throw noRepository(text.trim());
  return { name: identity, identity, aliases, sources: [], clones: [], own: false, ...said };
}

/**
 * The project of an identity that a bead names: as it is known here, else without anything but that.
 */
export async function projectOf(workspace: Workspace, identity: string): Promise<KnownProject> {
  const known = (await knownProjects(workspace)).find((project) => isNamed(project, identity));
  return known ?? { name: shortName(identity), identity, aliases: [], sources: [], clones: [], own: false };
}

/** An identity in full: a host and a path, or what has no host. */
const IDENTITY = /^[^\s/@:.~][^\s/@:]*(?::\w+)?(?:\/[^\s/]+){2,}$|^(?:local|helper):\S/;

/** True for what can only be a URL, a path or an identity, and no short name. */
function isRemote(typed: string): boolean {
  return typed.includes("/") || /^[^/]+@[^/]+:/.test(typed);
}

/** Git counts relative paths from a repository: what was typed counts from where the caller stands, and `x/y` is a path where a repository lies there. */
function absolute({ directory, folders }: Workspace, text: string): string {
  if (text.startsWith("~/")) return `${folders.home}/${text.slice(2)}`;
  if (/^\.{1,2}(?:[\\/]|$)/.test(text)) return resolve(directory, text);
  const isBare = text.includes("/") && !/^[/-]|:|^[^/]*\.[^/]*(?:\/[^\s/]+){2,}$/.test(text);
  return isBare ? (placeOf(resolve(directory, text)) ?? text) : text;
}

/** True for a path from where the caller stands. One from the root may lie on a disk that is away for now: what goes there waits. */
function isRelative(typed: string, identity: string): boolean {
  return identity.startsWith("local:") && !/^[/~\\]|:/.test(typed);
}

/** The path in the identity of what lies on this machine. */
function pathIn(identity: string): string {
  return identity.slice("local:".length);
}

/** True for the last part of a project's remote, as it is written there or as a name was made of it. */
function isCalled({ name, identity }: KnownProject, typed: string): boolean {
  const made = shortName(typed);
  return name === made || shortName(identity) === made;
}

/** True for what git could be given, and not an identity. */
function isUrl(typed: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:\/\/|^[/.~]|^[A-Za-z]:[\\/]|^[^/]+@[^/]+:/.test(typed);
}

function isNamed(project: KnownProject, name: string): boolean {
  return project.name === name || project.identity === name || project.aliases.includes(name);
}

function ambiguous(typed: string, projects: readonly KnownProject[]): BeadsError {
  const identities = projects.map((project) => project.identity);
  return new BeadsError("usage", "AMBIGUOUS_PROJECT", `Several projects are called ${typed}: ${identities.join(" and ")}.`, {
    hints: ["Give the whole identity."],
    fields: { project: typed, candidates: identities },
  });
}

function noRepository(typed: string): BeadsError {
  return new BeadsError("not-found", "UNKNOWN_PROJECT", `There is no repository at ${JSON.stringify(typed)}.`, {
    hints: ["Give the path of a clone or of a bare repository, a URL, or a name that bd project list shows."],
    fields: { project: typed, candidates: [] },
  });
}

function unknown(typed: string, known: readonly KnownProject[]): BeadsError {
  const others = known.filter((project) => !project.own);
  const scored = others
    .map((project) => ({ name: project.name, score: closeness(project.name, typed) }))
    .sort((a, b) => b.score - a.score);
  const similar = [...new Set(scored.filter(({ score }) => score >= SIMILAR).map(({ name }) => name))];
  const names = [...new Set(others.map((project) => project.name))];
  return new BeadsError("not-found", "UNKNOWN_PROJECT", `There is no project ${JSON.stringify(typed)} that is known here.`, {
    hints: [
      ...(similar.length > 0 ? [`Did you mean ${similar.slice(0, 3).join(" or ")}?`] : []),
      names.length > 0 ? `Known are: ${names.join(", ")}.` : "No other project is known here yet.",
      "A project is known once bd has run in a clone of it, or when a clone lies beside this one.",
    ],
    fields: { project: typed, candidates: similar.length > 0 ? similar : names },
  });
}

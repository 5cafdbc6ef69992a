import { normaliseRemote } from "../domain/identity.ts";
import { reachableUrl, sharableUrl, type UrlSource } from "../domain/reachable-url.ts";
import type { GitConfig } from "../git/repository.ts";
import { findMirror, type Mirror } from "../store/mirrors.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { glimpse, isOwn } from "../store/workspaces.ts";
import { identitiesOf, type KnownProject } from "./discovery.ts";
import type { Workspace } from "./workspace.ts";

/** A URL by which a project's repository can be reached, without credentials. */
export interface ProjectUrl {
  readonly url: string;
  readonly source: UrlSource;
  /** The lower, the nearer to the user's own words. */
  readonly rank: number;
  /** In words, where it comes from. */
  readonly why: string;
}

interface Candidate {
  readonly text: string | undefined;
  readonly source: UrlSource;
  readonly why: string;
}

/**
 * By which URL a project is reached: as the caller typed it, as `projects:` of project.md has it, as the user's configuration (`beads.project`), as
 * the remotes of its clones here, as an outbox entry says, or as its identity makes one. Undefined where nothing names one that may be used.
 */
export async function findProjectUrl(
  workspace: Workspace,
  project: KnownProject,
  entryUrl: string | null = null,
): Promise<ProjectUrl | undefined> {
  const [config, snapshot] = await Promise.all([workspace.repository.config(), workspace.ledger.snapshot()]);
  const candidates = candidatesFor(project, { workspace, config, snapshot, entryUrl });
  return better(best(candidates), findMirror(workspace.folders.cache, project.identity)?.mirror);
}

interface Site {
  readonly workspace: Workspace;
  readonly config: GitConfig;
  readonly snapshot: Snapshot;
  readonly entryUrl: string | null;
}

/** What may name it, the nearest to the user's own words first: most are found before all are asked for. */
function* candidatesFor(project: KnownProject, { workspace, config, snapshot, entryUrl }: Site): Generator<Candidate> {
  yield { text: project.typed, source: "user", why: "the one that was typed" };
  const names = [project.identity, ...project.aliases];
  if (!names.some(isOfRemote)) return;
  const isIts = (url: string) => identitiesOf(url, config).some((identity) => names.includes(identity));
  const written = Object.values(snapshot.project.projects).find(isIts);
  yield { text: written, source: "ledger", why: "that of project.md" };
  yield { text: config.all("beads.project").find(isIts), source: "user", why: "that of git's configuration" };
  const clones = project.clones.filter((clone) => isOwn(clone.common_dir));
  const remotes = clones.flatMap((clone) => Object.values(glimpse(clone.directory)?.remotes ?? {}));
  yield { text: remotes.find(isIts), source: "user", why: "that of its clone" };
  yield { text: entryUrl ?? urlBefore(snapshot, project), source: "ledger", why: "that of the outbox" };
  const alike = urlLikeOwn(workspace.identity, config, project.identity);
  yield { text: alike, source: "user", why: "made in the form of this project's own" };
  yield { text: urlFromIdentity(project.identity), source: "ledger", why: "made from its identity" };
}

/** False for a name without a place, such as that of a project that never had a remote: no URL is one of it. */
function isOfRemote(name: string): boolean {
  return name.includes("/") || name.startsWith("helper:");
}

/** Of the newest things sent there, as many as are looked at for a URL. */
const LOOKED_AT = 8;

/** By which something was sent there before. */
function urlBefore(snapshot: Snapshot, { identity }: KnownProject): string | undefined {
  const sent = snapshot.passages({ project: identity, limit: LOOKED_AT });
  return sent.find(({ entry }) => entry.url !== null)?.entry.url ?? undefined;
}

function best(candidates: Iterable<Candidate>): ProjectUrl | undefined {
  let rank = 0;
  for (const { text, source, why } of candidates) {
    const url = text === undefined ? undefined : reachableUrl(text, source);
    if (url !== undefined) return { url, source, rank, why };
    rank += 1;
  }
  return undefined;
}

/** What the user's mirror was made with goes on to hold, unless something nearer to their own words has come up. */
function better(found: ProjectUrl | undefined, known: Mirror | undefined): ProjectUrl | undefined {
  if (known === undefined || (found !== undefined && found.rank <= known.rank)) return found;
  return { url: known.url, source: known.source, rank: known.rank, why: "the one by which it was reached before" };
}

/** The ranks of URLs that somebody named; any other clone finds the rest by itself. */
const NAMED = 3;

/** What of it may stand in this project's ledger, for its other clones; null where that would help nobody. */
export function urlForLedger(found: ProjectUrl | undefined): string | null {
  return found === undefined || found.rank > NAMED ? null : (sharableUrl(found.url) ?? null);
}

/** The host with its port, and the path, of an identity; undefined for paths of this machine and helpers. */
function partsOf(identity: string): { readonly place: string; readonly path: string } | undefined {
  const [, place, path] = /^([^/\s]+)\/(.+)$/.exec(identity) ?? [];
  return place === undefined || path === undefined || /^(?:local|helper):/.test(identity) ? undefined : { place, path };
}

function urlFromIdentity(identity: string): string | undefined {
  const parts = partsOf(identity);
  if (parts === undefined) return undefined;
  const port = /^(.*):ssh(\d+)$/.exec(parts.place);
  return port === null ? `https://${parts.place}/${parts.path}` : `ssh://${port[1]}:${port[2]}/${parts.path}`;
}

/** This project's own URL with the path of the other one, where both are on one host. */
function urlLikeOwn(identity: string, config: GitConfig, other: string): string | undefined {
  const [own, parts] = [partsOf(identity), partsOf(other)];
  if (own === undefined || parts === undefined || own.place !== parts.place) return undefined;
  const url = config.remotes
    .map((remote) => config.get(`remote.${remote}.url`) ?? "")
    .find((text) => normaliseRemote(text) === identity);
  const at = (url ?? "").toLowerCase().lastIndexOf(own.path.toLowerCase());
  if (url === undefined || at < 0) return undefined;
  return `${url.slice(0, at)}${parts.path}${url.slice(at + own.path.length).replace(/\/+$/, "")}`;
}

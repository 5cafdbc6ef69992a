import type { ExternalPlace, ExternalProject } from "../store/external.ts";
import { sightPlace, surroundings } from "../store/external-place.ts";
import { mirrorAt } from "../store/mirrors.ts";
import type { KnownProject } from "./discovery.ts";
import { openClones } from "./open-project.ts";
import { projectOf } from "./resolve-project.ts";
import type { Workspace } from "./workspace.ts";

/** A ledger of another project that is open, as its ref was before it was read. */
export interface ExternalSite {
  readonly workspace: Workspace;
  readonly place: ExternalPlace;
}

/** A project with its ledgers at hand. */
export interface ExternalSites {
  readonly project: KnownProject;
  readonly sites: readonly ExternalSite[];
  /** What the surroundings were when somebody looked around for its ledgers; null where they are where they were before. */
  readonly searched: { readonly around: string | null } | null;
  /** Why its remote could not be asked; null if it could, or nobody wanted to. */
  readonly trouble: string | null;
}

export interface SiteChoice {
  readonly identity: string;
  readonly before: ExternalProject | undefined;
  readonly network: boolean;
  /** A ledger that heard of its remote since then is not asked again, milliseconds since 1970 UTC. */
  readonly since: number;
}

/**
 * Opens the ledgers of a project that are on this machine: where they were before, else wherever they are found. With `network` the user's mirror is
 * made where there is nothing, and one of them is brought up to date. What cannot be had is told, and never thrown.
 */
export async function openExternal(workspace: Workspace, choice: SiteChoice): Promise<ExternalSites> {
  const { before, network, identity } = choice;
  const around = surroundings(workspace.folders.cache);
  if (!network && before?.around === around && before !== undefined && before.places.length > 0) {
    const project = projectAgain(before);
    const sites = sighted(await openClones(workspace, project, { with_ledger: true }), choice, workspace);
    if (sites.length > 0) return { project, sites, searched: null, trouble: null };
  }
  const project = await projectOf(workspace, identity);
  const { opened, trouble } = await openAnywhere(workspace, project, network);
  const brought = network ? ((await bring(workspace, opened, choice.since)) ?? trouble) : trouble;
  return { project, sites: sighted(opened, choice, workspace), searched: { around }, trouble: brought };
}

/** Closes what was opened. */
export async function closeExternal({ sites }: ExternalSites): Promise<void> {
  await Promise.all(sites.map(({ workspace }) => workspace.ledger.close()));
}

async function openAnywhere(
  workspace: Workspace,
  project: KnownProject,
  network: boolean,
): Promise<{ opened: readonly Workspace[]; trouble: string | null }> {
  try {
    const opened = project.own ? [] : await openClones(workspace, project, { with_ledger: true, network });
    return { opened, trouble: null };
  } catch (error) {
    return { opened: [], trouble: (error as Error).message };
  }
}

/** One of the ledgers is enough: they all share one remote. Answers why none could be brought up to date. */
async function bring(workspace: Workspace, opened: readonly Workspace[], since: number): Promise<string | null> {
  let trouble: string | null = null;
  for (const site of workspace.offline ? [] : opened) {
    try {
      const { known } = await site.ledger.moment();
      if (known < since) await site.ledger.sync();
      return null;
    } catch (error) {
      trouble ??= (error as Error).message;
    }
  }
  return trouble;
}

function sighted(opened: readonly Workspace[], { before }: SiteChoice, { ledger }: Workspace): ExternalSite[] {
  return opened.flatMap((workspace) => {
    const { directory, repository } = workspace;
    const common_dir = repository.location.commonDir;
    const known = before?.places.find((place) => place.common_dir === common_dir);
    const place = sightPlace({ directory, common_dir }, known, ledger.now());
    return place === undefined ? [] : [{ workspace, place }];
  });
}

/** A project as it was found before: whether its clones are still its own is asked again when they are opened. */
function projectAgain({ name, identity, aliases, places }: ExternalProject): KnownProject {
  const clones = places
    .filter(({ directory }) => mirrorAt(directory) === undefined)
    .map(({ directory, common_dir }) => ({ directory, common_dir, source: "cache" as const }));
  return { name, identity, aliases, sources: ["cache"], clones, own: false };
}

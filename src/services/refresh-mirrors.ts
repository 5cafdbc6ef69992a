import { BeadsError } from "../errors.ts";
import type { KnownProject } from "./discovery.ts";
import { openMirrorHere } from "./open-mirror.ts";
import { projectOf } from "./resolve-project.ts";
import type { Workspace } from "./workspace.ts";

/** Mirrors that one round looks after; more have to wait for the next. */
const MOST = 8;

/** How old a mirror may be before it is fetched by itself, in milliseconds. */
const FRESH = 60_000;

/** What a fetch of one mirror gave. */
export interface Refreshed {
  readonly project: string;
  /** Commits that came. */
  readonly fetched: number;
  /** Why nothing could be fetched; null if it could. */
  readonly why: string | null;
}

export interface RefreshMode {
  /** However fresh they are. */
  readonly force: boolean;
  /** A history that was rewritten there is followed. */
  readonly adopt?: boolean | undefined;
}

/** Fetches the mirrors of projects to which this one has sent something, lately first: so that their replies are seen. */
export async function refreshMirrors(workspace: Workspace, mode: RefreshMode): Promise<Refreshed[]> {
  const passages = (await workspace.ledger.snapshot()).passages({ limit: 1000 });
  const identities = [...new Set(passages.map(({ entry }) => entry.project))];
  const refreshed: Refreshed[] = [];
  for (const identity of identities) {
    if (refreshed.length === MOST) break;
    const found = await refresh(workspace, await projectOf(workspace, identity), mode);
    if (found !== undefined) refreshed.push(found);
  }
  return refreshed;
}

async function refresh(
  workspace: Workspace,
  project: KnownProject,
  { force, adopt = false }: RefreshMode,
): Promise<Refreshed | undefined> {
  const mirror = await openMirrorHere(workspace, project);
  if (mirror === undefined) return undefined;
  try {
    const { now, known } = await mirror.ledger.moment();
    if (!force && now - known < FRESH) return undefined;
    const { fetched, why } = await mirror.ledger.sync({ adopt });
    return { project: project.name, fetched, why };
  } catch (error) {
    if (!(error instanceof BeadsError)) throw error;
    return { project: project.name, fetched: 0, why: error.message.replace(/^origin /, "") };
  } finally {
    await mirror.ledger.close();
  }
}

import { join } from "node:path";
import { isElsewhere } from "../domain/address.ts";
import { type BeadElsewhere, splitAddress, worthKeeping } from "../domain/elsewhere.ts";
import { type ExternalProject, readProjects, readStates } from "../store/external.ts";
import { placeStamp, surroundings } from "../store/external-place.ts";
import { mirrorPlace } from "../store/mirrors.ts";
import type { Workspace } from "./workspace.ts";

/** What this clone knows of other projects, as one process has it before and after it looked. */
export interface External {
  readonly projects: Map<string, ExternalProject>;
  readonly beads: Map<string, BeadElsewhere>;
  /** The places as they were read, to tell whether another process was faster. */
  readonly basis: string;
}

/** Where a clone keeps what it knows of other projects. */
export function folderOf({ repository }: Pick<Workspace, "repository">): string {
  return join(repository.location.commonDir, "bd");
}

export function readExternal(workspace: Workspace): External {
  const folder = folderOf(workspace);
  const projects = readProjects(folder);
  return {
    projects: new Map(Object.entries(projects)),
    beads: new Map(readStates(folder).map((bead) => [bead.id, bead])),
    basis: JSON.stringify(projects),
  };
}

/** An issue of another project by its address, and by its id there. */
export interface ExternalId {
  readonly address: string;
  readonly id: string;
}

/** What is waited for, by the project that it belongs to: what issues here need, and what that needs of other projects in turn. */
export function wantedIn(needed: readonly string[], { beads }: External): ReadonlyMap<string, readonly ExternalId[]> {
  const kept = worthKeeping(needed, beads);
  const beyond = [...kept.values()].flatMap(({ needs, status }) => (status === "closed" ? [] : needs.map(({ id }) => id)));
  const addresses = new Set([...needed, ...beyond.filter(isElsewhere)]);
  const ids = [...addresses].map((address) => ({ address, ...splitAddress(address) }));
  return Map.groupBy(ids, ({ project }) => project);
}

/** How long nobody looks around again for a project that was not found, in milliseconds. */
const AGAIN = 60_000;

/** Tells whether a project is to be looked at: one of its ledgers has moved, one of its issues was not looked for yet, or there may be new clones. */
export function dueIn(
  { ledger, folders }: Workspace,
  { beads, projects }: External,
): (identity: string, ids: readonly ExternalId[]) => boolean {
  const now = ledger.now();
  const around = surroundings(folders.cache);
  // A mirror is made by whoever sends something there first, often just behind the first look.
  const hasMirror = (identity: string) => placeStamp(join(mirrorPlace(folders.cache, identity), ".git")) !== null;
  return (identity, ids) => {
    const project = projects.get(identity);
    if (project === undefined || project.around !== around) return true;
    const moved = project.places.some(({ common_dir, stamp }) => placeStamp(common_dir) !== stamp);
    const unread = ids.some(({ address, id }) => !beads.has(address) && !project.missing.includes(id));
    return moved || (unread && (project.places.length > 0 || hasMirror(identity) || now - project.asked > AGAIN));
  };
}

/** True where something that is waited for may stand otherwise than it is known. Where nothing moved, that is one look at a file for each ledger. */
export function isAnythingDue(workspace: Workspace, needed: readonly string[]): boolean {
  const external = readExternal(workspace);
  const isDue = dueIn(workspace, external);
  return [...wantedIn(needed, external)].some(([identity, ids]) => isDue(identity, ids));
}

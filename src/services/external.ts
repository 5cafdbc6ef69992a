import { isElsewhere } from "../domain/address.ts";
import { type BeadElsewhere, newer, splitAddress, worthKeeping } from "../domain/elsewhere.ts";
import type { ExternalProject } from "../store/external.ts";
import { placeStamp, surroundings } from "../store/external-place.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { type External, keepExternal, readExternal } from "./external-keep.ts";
import { crossingTo, readBeads } from "./external-read.ts";
import { closeExternal, type ExternalSites, openExternal } from "./external-site.ts";
import type { Workspace } from "./workspace.ts";

/** What a look at other projects gave. */
export interface ExternalReport {
  /** The projects that were looked at. */
  readonly projects: readonly string[];
  /** Identities of those whose remotes could not be asked, and why. */
  readonly trouble: Readonly<Record<string, string>>;
  /** True if something is known otherwise than before. */
  readonly changed: boolean;
}

/** How long nobody looks around again for a project that was not found, in milliseconds. */
const AGAIN = 60_000;
/** Projects that wait for projects: so many steps away they are followed. */
const ROUNDS = 8;

/**
 * Looks up anew what issues here need of other projects. With `network` their remotes are asked, through one clone of each on this machine or the
 * user's mirror; without it only what is on this machine counts. A project that cannot be had is told, and never thrown.
 */
export async function refreshExternals(
  workspace: Workspace,
  { network }: { readonly network: boolean },
): Promise<ExternalReport> {
  const snapshot = await workspace.ledger.snapshot();
  if (snapshot.needsElsewhere().length === 0) return { projects: [], trouble: {}, changed: false };
  const needed = snapshot.needsElsewhere();
  const look = new Look(workspace, needed, network && !workspace.offline);
  await look.around(() => true);
  return look.keep(needed);
}

/**
 * Takes the states of needed issues anew where a ledger on this machine has moved since they were read, and looks for what nobody has found yet.
 * Where nothing moved, that is one look at a file for each ledger. True if something is known otherwise than before.
 */
export async function freshenExternals(workspace: Workspace, snapshot: Snapshot): Promise<boolean> {
  const needed = snapshot.needsElsewhere();
  const look = new Look(workspace, needed, false);
  const now = workspace.ledger.now();
  const around = surroundings(workspace.folders.cache);
  const looked = await look.around((project, ids) => project?.around !== around || isDue(project, ids, look.external, now));
  return looked ? (await look.keep(needed)).changed : false;
}

/** Issues of other projects as they were looked up before anything was written. */
export interface LookedUp {
  readonly beads: ReadonlyMap<string, BeadElsewhere>;
  /** True where a ledger of its project is at hand and does not know it. */
  isMissing(address: string): boolean;
  /** Keeps what was found, once it is needed. */
  keep(): Promise<void>;
}

/** Looks up what is to be needed, with all that it waits for. */
export async function lookUpExternals(
  workspace: Workspace,
  addresses: readonly string[],
  { network }: { readonly network: boolean },
): Promise<LookedUp> {
  const needed = (await workspace.ledger.snapshot()).needsElsewhere();
  const asked = new Set(addresses.map((address) => splitAddress(address).project));
  const look = new Look(workspace, [...new Set([...needed, ...addresses])], network && !workspace.offline);
  const now = workspace.ledger.now();
  await look.around(
    (project, ids) => asked.has(splitAddress(ids[0]?.address ?? "").project) || isDue(project, ids, look.external, now),
  );
  return {
    beads: look.external.beads,
    isMissing: (address) => {
      const { project, id } = splitAddress(address);
      const found = look.external.projects.get(project);
      return found !== undefined && found.places.length > 0 && found.missing.includes(id);
    },
    keep: async () => void (await look.keep((await workspace.ledger.snapshot()).needsElsewhere())),
  };
}

/** True if one of the ledgers has moved, or an issue was not looked for yet. */
function isDue(project: ExternalProject | undefined, ids: readonly Id[], { beads }: External, now: number): boolean {
  if (project === undefined) return true;
  const moved = project.places.some(({ common_dir, stamp }) => placeStamp(common_dir) !== stamp);
  const unread = ids.some(({ address, id }) => !beads.has(address) && !project.missing.includes(id));
  return moved || (unread && (project.places.length > 0 || now - project.asked > AGAIN));
}

interface Id {
  readonly address: string;
  readonly id: string;
}

/** One look at the projects that issues here wait for, and at those that these wait for in turn. */
class Look {
  readonly external: External;
  readonly #workspace: Workspace;
  readonly #needed: readonly string[];
  readonly #network: boolean;
  readonly #read = new Map<string, Set<string>>();
  readonly #trouble: Record<string, string> = {};

  constructor(workspace: Workspace, needed: readonly string[], network: boolean) {
    this.external = readExternal(workspace);
    this.#workspace = workspace;
    this.#needed = needed;
    this.#network = network;
  }

  /** Reads every project that is due. False if none is. */
  async around(isDue: (project: ExternalProject | undefined, ids: readonly Id[]) => boolean): Promise<boolean> {
    for (let round = 0; round < ROUNDS; round++) {
      const due = [...this.#wanted()].filter(
        ([identity, ids]) => this.#isNew(identity, ids) && isDue(this.external.projects.get(identity), ids),
      );
      if (due.length === 0) break;
      for (const [identity, ids] of due) await this.#readProject(identity, ids);
    }
    return this.#read.size > 0;
  }

  /** `needed`: what issues here need by now. */
  async keep(needed: readonly string[]): Promise<ExternalReport> {
    const changed = await keepExternal(this.#workspace, this.external, needed);
    return { projects: [...this.#read.keys()], trouble: this.#trouble, changed };
  }

  /** What is waited for, by the project that it belongs to. */
  #wanted(): ReadonlyMap<string, readonly Id[]> {
    const kept = worthKeeping(this.#needed, this.external.beads);
    const beyond = [...kept.values()].flatMap(({ needs, status }) => (status === "closed" ? [] : needs.map(({ id }) => id)));
    const addresses = new Set([...this.#needed, ...beyond.filter(isElsewhere)]);
    const ids = [...addresses].map((address) => ({ address, ...splitAddress(address) }));
    return Map.groupBy(ids, ({ project }) => project);
  }

  #isNew(identity: string, ids: readonly Id[]): boolean {
    const read = this.#read.get(identity);
    return read === undefined || ids.some(({ id }) => !read.has(id));
  }

  async #readProject(identity: string, ids: readonly Id[]): Promise<void> {
    const asked = ids.map(({ id }) => id);
    this.#read.set(identity, new Set(asked));
    const before = this.external.projects.get(identity);
    const found = await openExternal(this.#workspace, { identity, before, network: this.#network });
    try {
      if (found.trouble !== null) this.#trouble[identity] = found.trouble;
      const readings = await this.#readSites(identity, asked, found);
      const isWhole = (before?.places ?? []).every((place) =>
        found.sites.some((site) => site.place.common_dir === place.common_dir),
      );
      this.#take(identity, readings, isWhole && found.sites.length > 0);
      this.external.projects.set(identity, this.#projectNow(identity, asked, before, found));
    } finally {
      await closeExternal(found);
    }
  }

  async #readSites(
    identity: string,
    ids: readonly string[],
    { project, sites }: ExternalSites,
  ): Promise<readonly BeadElsewhere[]> {
    const readings = await Promise.all(
      sites.map(async ({ workspace }) =>
        readBeads(workspace, ids, await crossingTo(this.#workspace, workspace, project, identity)),
      ),
    );
    return readings.flat();
  }

  /** The ledgers at hand are the truth, and the one that knows most of an issue; where one is gone, what was known may still be more. */
  #take(identity: string, readings: readonly BeadElsewhere[], isWhole: boolean): void {
    const { beads } = this.external;
    const old = [...beads.values()].filter(({ id }) => splitAddress(id).project === identity);
    if (isWhole) for (const { id } of old) beads.delete(id);
    for (const reading of readings) {
      const known = beads.get(reading.id);
      beads.set(reading.id, known === undefined ? reading : newer(known, reading));
    }
  }

  #projectNow(
    identity: string,
    ids: readonly string[],
    before: ExternalProject | undefined,
    found: ExternalSites,
  ): ExternalProject {
    const now = this.#workspace.ledger.now();
    const { project, sites, searched } = found;
    const missing =
      sites.length === 0 ? (before?.missing ?? []) : ids.filter((id) => !this.external.beads.has(`${identity}:${id}`));
    return {
      name: project.name,
      identity: project.identity,
      aliases: project.aliases,
      places: sites.map(({ place }) => place),
      asked: searched === null ? (before?.asked ?? now) : now,
      around: searched === null ? (before?.around ?? null) : searched.around,
      read: sites.length > 0 ? now : (before?.read ?? null),
      missing,
    };
  }
}

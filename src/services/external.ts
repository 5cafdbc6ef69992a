import { type BeadElsewhere, newer, splitAddress } from "../domain/elsewhere.ts";
import type { ExternalProject } from "../store/external.ts";
import { keepExternal } from "./external-keep.ts";
import { dueIn, type External, type ExternalId, readExternal, wantedIn } from "./external-known.ts";
import { crossingTo, readBeads } from "./external-read.ts";
import { closeExternal, type ExternalSites, openExternal, type SiteChoice } from "./external-site.ts";
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

export interface RefreshChoice {
  readonly network: boolean;
  /** What was fetched since then is new enough, milliseconds since 1970 UTC; where nothing is said, everything is fetched. */
  readonly since?: number | undefined;
}

/** Projects that wait for projects: so many steps away they are followed. */
const ROUNDS = 8;

/**
 * Looks up anew what issues here need of other projects. With `network` their remotes are asked, through one clone of each on this machine or the
 * user's mirror; without it only what is on this machine counts. A project that cannot be had is told, and never thrown.
 */
export async function refreshExternals(workspace: Workspace, { network, since }: RefreshChoice): Promise<ExternalReport> {
  const needed = (await workspace.ledger.snapshot()).needsElsewhere();
  if (needed.length === 0) return { projects: [], trouble: {}, changed: false };
  const look = new Look(workspace, needed, { network: network && !workspace.offline, since });
  await look.around(() => true);
  return look.keep(needed);
}

/**
 * Takes the states of needed issues anew where a ledger on this machine has moved since they were read, and looks for what nobody has found yet.
 * True if something is known otherwise than before.
 */
export async function freshenExternals(workspace: Workspace, needed: readonly string[]): Promise<boolean> {
  const look = new Look(workspace, needed, { network: false });
  const looked = await look.around(dueIn(workspace, look.external));
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
  const look = new Look(workspace, [...new Set([...needed, ...addresses])], { network: network && !workspace.offline });
  const isDue = dueIn(workspace, look.external);
  await look.around((identity, ids) => asked.has(identity) || isDue(identity, ids));
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

/** One look at the projects that issues here wait for, and at those that these wait for in turn. */
class Look {
  readonly external: External;
  readonly #workspace: Workspace;
  readonly #needed: readonly string[];
  readonly #asks: Pick<SiteChoice, "network" | "since">;
  readonly #read = new Map<string, Set<string>>();
  readonly #trouble: Record<string, string> = {};

  constructor(workspace: Workspace, needed: readonly string[], { network, since }: RefreshChoice) {
    this.external = readExternal(workspace);
    this.#workspace = workspace;
    this.#needed = needed;
    this.#asks = { network, since: since ?? Number.POSITIVE_INFINITY };
  }

  /** Reads every project that is due. False if none is. */
  async around(isDue: ReturnType<typeof dueIn>): Promise<boolean> {
    for (let round = 0; round < ROUNDS; round++) {
      const wanted = [...wantedIn(this.#needed, this.external)];
      const due = wanted.filter(([identity, ids]) => this.#isNew(identity, ids) && isDue(identity, ids));
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

  #isNew(identity: string, ids: readonly ExternalId[]): boolean {
    const read = this.#read.get(identity);
    return read === undefined || ids.some(({ id }) => !read.has(id));
  }

  async #readProject(identity: string, ids: readonly ExternalId[]): Promise<void> {
    const asked = ids.map(({ id }) => id);
    const before = this.external.projects.get(identity);
    // Only what our own ledger names is worth the network: what another one names may be anybody's choice of a host.
    const isNamed = this.#needed.some((address) => splitAddress(address).project === identity);
    const network = this.#asks.network && isNamed && !this.#read.has(identity);
    this.#read.set(identity, new Set(asked));
    const found = await openExternal(this.#workspace, { ...this.#asks, identity, before, network });
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

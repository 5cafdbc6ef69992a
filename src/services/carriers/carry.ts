import type { Via } from "../../domain/outbox.ts";
import { reachableUrl } from "../../domain/reachable-url.ts";
import { BeadsError } from "../../errors.ts";
import type { KnownProject } from "../discovery.ts";
import { openClones } from "../open-project.ts";
import { findProjectUrl, type ProjectUrl } from "../project-urls.ts";
import type { Workspace } from "../workspace.ts";
import { type Attempt, attemptOf, type Carrier, type Parcel } from "./carrier.ts";
import { carryThrough, type Through } from "./ledger-carrier.ts";
import { brokenFiles, isDamage } from "./mirror-damage.ts";
import { troubleOf } from "./trouble.ts";

/** A carrier that the caller has opened already: tried first, and left open. */
export interface CarryMode {
  readonly opened?: Workspace | undefined;
  /** How it goes, whatever the entries say. */
  readonly via?: Via | undefined;
}

/**
 * Brings parcels to their project by the first carrier that can: a clone on this machine, else the user's mirror of its ledger, and those that are to
 * go as branches as such. Under `--offline` only what is on this machine is written to. Answers how each ended, by the entry's id.
 */
export async function carry(
  workspace: Workspace,
  project: KnownProject,
  parcels: readonly Parcel[],
  mode: CarryMode = {},
): Promise<Map<string, Attempt>> {
  const attempts = new Map<string, Attempt>();
  const isPlain = ({ entry }: Parcel) => (mode.via ?? entry.via) === "push";
  const plain = parcels.filter(isPlain);
  for (const parcel of parcels.filter((each) => !isPlain(each))) {
    const { carryAsBranch } = await import("./branch.ts");
    attempts.set(
      parcel.entry.id,
      await carryAsBranch(workspace, project, parcel).catch((error: unknown) => troubleOf(error, null)),
    );
  }
  if (plain.length === 0) return attempts;
  for (const [id, attempt] of await carryPlainly(workspace, project, plain, mode)) attempts.set(id, attempt);
  return attempts;
}

async function carryPlainly(
  workspace: Workspace,
  project: KnownProject,
  parcels: readonly Parcel[],
  { opened }: CarryMode,
): Promise<Map<string, Attempt>> {
  const near = await carryNear(workspace, project, parcels, opened);
  const left = parcels.filter(({ entry }) => (near.attempts.get(entry.id)?.state ?? "queued") === "queued");
  if (left.length === 0 || workspace.offline) return withOffline(near.attempts, left);
  const [first] = left;
  const url = await findProjectUrl(workspace, project, first?.entry.url ?? null);
  if (near.tried !== null && (url === undefined || near.tried === url.url)) return near.attempts;
  for (const [id, attempt] of await carryFar(workspace, project, left, url)) {
    // A clone here has it already and waits to push it: its reason is the nearer one where both fail.
    if (attempt.state !== "queued" || !near.attempts.has(id)) near.attempts.set(id, attempt);
  }
  return near.attempts;
}

interface Near {
  readonly attempts: Map<string, Attempt>;
  /** The URL to which a clone here pushes; null where no clone was tried. */
  readonly tried: string | null;
}

/** Through a clone of the target on this machine. */
async function carryNear(
  workspace: Workspace,
  project: KnownProject,
  parcels: readonly Parcel[],
  opened: Workspace | undefined,
): Promise<Near> {
  const attempts = new Map<string, Attempt>();
  const target = opened ?? (await openNear(workspace, project, parcels, attempts));
  if (target === undefined) return { attempts, tried: null };
  try {
    const through: Through = { project, target, carrier: nearCarrier(target) };
    for (const [id, attempt] of await carryThrough(workspace, through, parcels)) attempts.set(id, attempt);
    return { attempts, tried: await pushUrlOf(target) };
  } finally {
    if (target !== opened) await target.ledger.close();
  }
}

/** Why a clone here cannot be used is kept as the reason, unless another carrier does better. */
async function openNear(
  workspace: Workspace,
  project: KnownProject,
  parcels: readonly Parcel[],
  attempts: Map<string, Attempt>,
): Promise<Workspace | undefined> {
  if (project.clones.length === 0) return undefined;
  try {
    const [target] = await openClones(workspace, project, { one: true, mirror: false });
    return target;
  } catch (error) {
    if (!(error instanceof BeadsError)) throw error;
    for (const { entry } of parcels) attempts.set(entry.id, troubleOf(error, null));
    return undefined;
  }
}

function nearCarrier({ directory }: Workspace): Carrier {
  return { kind: "clone", place: directory, why: "a clone of it is on this machine" };
}

/** Through the user's mirror, over the network. One that turns out to be broken is made anew, once. */
async function carryFar(
  workspace: Workspace,
  project: KnownProject,
  parcels: readonly Parcel[],
  url: ProjectUrl | undefined,
): Promise<Map<string, Attempt>> {
  const attempts = await throughMirror(workspace, { project, url, anew: false }, parcels);
  const broken = parcels.filter(({ entry }) => isDamage(attempts.get(entry.id)));
  if (broken.length === 0) return attempts;
  for (const [id, attempt] of await throughMirror(workspace, { project, url, anew: true }, broken)) attempts.set(id, attempt);
  return attempts;
}

async function throughMirror(
  workspace: Workspace,
  { project, url, anew }: { readonly project: KnownProject; readonly url: ProjectUrl | undefined; readonly anew: boolean },
  parcels: readonly Parcel[],
): Promise<Map<string, Attempt>> {
  const carrier: Carrier = {
    kind: "mirror",
    place: url?.url ?? project.identity,
    why: `no clone of it could be used here; its URL is ${url?.why ?? "not known"}`,
  };
  try {
    const { openMirror } = await import("../open-mirror.ts");
    const target = await openMirror(workspace, project, url, anew);
    try {
      return await carryThrough(workspace, { project, target, carrier }, parcels);
    } finally {
      await target.ledger.close();
    }
  } catch (error) {
    const failure = brokenFiles(error) ?? error;
    return new Map(parcels.map(({ entry }) => [entry.id, troubleOf(failure, url === undefined ? null : carrier)]));
  }
}

function withOffline(attempts: Map<string, Attempt>, left: readonly Parcel[]): Map<string, Attempt> {
  const why = "Offline: the next sync delivers it.";
  for (const { entry } of left) if (!attempts.has(entry.id)) attempts.set(entry.id, attemptOf({ state: "queued", why }));
  return attempts;
}

async function pushUrlOf({ repository }: Workspace): Promise<string> {
  const config = await repository.config();
  const [remote] = config.remotes.includes("origin") ? ["origin"] : config.remotes;
  const url = remote === undefined ? "" : (config.get(`remote.${remote}.pushurl`) ?? config.get(`remote.${remote}.url`) ?? "");
  return reachableUrl(url, "user") ?? url;
}

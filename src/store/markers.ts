import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Chance } from "../domain/chance.ts";
import { directoryOf } from "../format/paths.ts";
import type { Location } from "../git/repository.ts";
import { readIfThere } from "./durable-file.ts";
import { makeFolder } from "./folder.ts";
import { hostName } from "./host-name.ts";
import type { Proof } from "./operation.ts";
import { identify, isAlive, type ProcessIdentity } from "./process-identity.ts";
import { sha256 } from "./sha256.ts";
import { findWatchedProcess } from "./watched-process.ts";

/** What lies in `<git-dir>/bd/claims/<name>`: who has it, in the very directory where it was written, holds the claim. */
interface Marker {
  readonly secret: string;
  readonly op: string;
  /** The git directory itself, so that a copy of the whole clone proves nothing. */
  readonly place: Place;
  /** The process whose life keeps the claim; null if it is not known. */
  readonly watched: ProcessIdentity | null;
}

interface Place {
  readonly host: string;
  readonly boot: string | null;
  readonly device: string;
  readonly inode: string;
  readonly born: string;
}

/** A claim by its issue and epoch, or by the operation that is to make it. */
export type MarkerKey = string | { readonly issue: string; readonly epoch: number };

/**
 * Writes a claim's secret before the claim is made, and answers the hash that goes into the claim's file. Where the same operation wrote one
 * before, and was cut short, that one stands.
 */
export function createMarker(
  location: Location,
  op: string,
  chance: Chance,
  env: Readonly<Record<string, string | undefined>> = process.env,
): { secret: string; hash: string } {
  const before = readMarker(fileOf(location, op))?.secret;
  if (before !== undefined) return { secret: before, hash: sha256(before) };
  const secret = Array.from(chance(32), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const marker: Marker = { secret, op, place: placeOf(location.gitDir), watched: findWatchedProcess(env) };
  makeFolder(folderOf(location.gitDir), 0o700);
  writeFileSync(fileOf(location, op), JSON.stringify(marker), { mode: 0o600, flag: "wx" });
  return { secret, hash: sha256(secret) };
}

/** Names a marker after the claim that landed. Markers of the issue's earlier epochs are superseded, and go. */
export function renameMarker(location: Location, op: string, issue: string, epoch: number): void {
  renameSync(fileOf(location, op), fileOf(location, { issue, epoch }));
  for (let earlier = epoch - 1; earlier > 0 && dropMarker(location, { issue, epoch: earlier }); earlier--);
}

/** Takes a marker away: the claim ended, or never landed. True if it was there. */
export function dropMarker(location: Location, key: MarkerKey): boolean {
  try {
    rmSync(fileOf(location, key));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

/** True if a marker is there. */
export function hasMarker(location: Location, key: MarkerKey): boolean {
  return readMarker(fileOf(location, key)) !== undefined;
}

/** What the caller can show of the claims it holds: the hashes of all secrets that were written in this git directory. */
export async function readProof(location: Location, session: { session: string | null; explicit: boolean }): Promise<Proof> {
  const folder = folderOf(location.gitDir);
  const markers = namesIn(folder).flatMap((name) => readMarker(join(folder, name)) ?? []);
  const here = markers.length === 0 ? undefined : placeOf(location.gitDir);
  const own = markers.filter((marker) => here !== undefined && isSame(marker.place, here));
  return { markers: own.map((marker) => hashOf(marker.secret)), session: session.session, explicit_session: session.explicit };
}

/** A command asks several times what it holds, and where many claims are held there is much to hash. */
const hashes = new Map<string, string>();

function hashOf(secret: string): string {
  const hash = hashes.get(secret) ?? sha256(secret);
  hashes.set(secret, hash);
  return hash;
}

/** Whether the process lives that was at work when a claim was made in this git directory; unknown where nobody can tell. `marker` is its hash. */
export function lifeOf(location: Location, marker: string): "alive" | "dead" | "unknown" {
  const folder = folderOf(location.gitDir);
  const found = namesIn(folder)
    .flatMap((name) => readMarker(join(folder, name)) ?? [])
    .find(({ secret }) => sha256(secret) === marker);
  const alive = found?.watched === undefined || found.watched === null ? undefined : isAlive(found.watched);
  return alive === undefined ? "unknown" : alive ? "alive" : "dead";
}

/** The git directories of this clone in which a claim was made, each with the process that was watched there. */
export function markedPlaces(
  location: Pick<Location, "commonDir">,
  key: MarkerKey,
): { readonly gitDir: string; readonly watched: ProcessIdentity | null }[] {
  return gitDirsOf(location.commonDir).flatMap((gitDir) => {
    const marker = readMarker(join(folderOf(gitDir), nameOf(key)));
    return marker === undefined ? [] : [{ gitDir, watched: marker.watched ?? null }];
  });
}

/**
 * True where a claim was made in a linked worktree of this clone whose files are gone: nobody can be at work there. `marker` is its hash. Until
 * somebody prunes the worktree, git keeps its directory, with the marker in it.
 */
export function isStranded(location: Location, marker: string): boolean {
  return gitDirsOf(location.commonDir).some((gitDir) => {
    const place = readIfThere(join(gitDir, "gitdir"))?.trim();
    if (place === undefined || existsSync(place)) return false;
    const folder = folderOf(gitDir);
    return namesIn(folder).some((name) => sha256(readMarker(join(folder, name))?.secret ?? "") === marker);
  });
}

/** True if the process that the claim's holder watches lives on this host: then the claim is not over, whatever the clock says. */
export function isClaimWatched(location: Location, issue: string, epoch: number): boolean {
  if (epoch < 1) return false;
  return markedPlaces(location, { issue, epoch }).some(({ watched }) => watched !== null && isAlive(watched) === true);
}

function folderOf(gitDir: string): string {
  return join(gitDir, "bd", "claims");
}

function fileOf(location: Location, key: MarkerKey): string {
  return join(folderOf(location.gitDir), nameOf(key));
}

function nameOf(key: MarkerKey): string {
  return typeof key === "string" ? directoryOf(key) : `${directoryOf(key.issue)}-${key.epoch}`;
}

/** The common git directory and those of all linked worktrees. */
function gitDirsOf(commonDir: string): string[] {
  const linked = join(commonDir, "worktrees");
  return [commonDir, ...namesIn(linked).map((name) => join(linked, name))];
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readMarker(file: string): Marker | undefined {
  try {
    const marker = JSON.parse(readFileSync(file, "utf8")) as Marker;
    return typeof marker.secret === "string" && typeof marker.place?.inode === "string" ? marker : undefined;
  } catch {
    return undefined;
  }
}

function placeOf(gitDir: string): Place {
  const { dev, ino, birthtimeMs } = statSync(gitDir, { bigint: true });
  return { host: hostName(), boot: identify().boot, device: String(dev), inode: String(ino), born: String(birthtimeMs) };
}

/** Device numbers may change when the machine starts anew, and are compared within one boot only. */
function isSame(written: Place, here: Place): boolean {
  const machine = written.boot === here.boot ? written.device === here.device : written.host === here.host;
  return machine && written.inode === here.inode && written.born === here.born;
}

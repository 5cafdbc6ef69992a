import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { UrlSource } from "../domain/reachable-url.ts";
import { sha1 } from "../format/sha1.ts";
import { readIfThere, readJson } from "./durable-file.ts";
import { LEDGER_REF } from "./refs.ts";

/** What a mirror says of itself, in `mirror.json` beside its git directory. */
export interface Mirror {
  /** Whose ledger it holds. */
  readonly identity: string;
  /** Where that is reached, without credentials. */
  readonly url: string;
  /** Who named the URL: git gets a ledger's under `GIT_PROTOCOL_FROM_USER=0`. */
  readonly source: UrlSource;
  /** How much the URL's origin counts: the lower, the nearer to the user's own words. A better one replaces it. */
  readonly rank: number;
}

const FOLDER = "mirrors";

/** The file in which a mirror says what it is. */
export const MIRROR_FILE = "mirror.json";

/** Where the mirror of a project lies: a folder with a bare repository in `.git`, which holds just the ledger's refs. */
export function mirrorPlace(cache: string, identity: string): string {
  return join(cache, FOLDER, sha1(identity));
}

/** The mirror that a directory, or a git directory, belongs to; undefined for any other. */
export function mirrorAt(directory: string): Mirror | undefined {
  const place = basename(directory) === ".git" ? dirname(directory) : directory;
  const isPlace = /^[0-9a-f]{40}$/.test(basename(place)) && basename(dirname(place)) === FOLDER;
  return isPlace ? readJson<Mirror>(join(place, MIRROR_FILE)) : undefined;
}

/** The mirrors that hold a ledger. One that was made for a mistyped URL never got that far, and must not make a name ambiguous. */
export function mirrorsOf(cache: string): Mirror[] {
  const places = namesIn(join(cache, FOLDER)).map((name) => join(cache, FOLDER, name));
  return places
    .filter(hasLedger)
    .map(mirrorAt)
    .filter((mirror) => mirror !== undefined);
}

/** True where the ledger's ref stands, loose or packed. */
function hasLedger(place: string): boolean {
  if (existsSync(join(place, ".git", LEDGER_REF))) return true;
  return readIfThere(join(place, ".git", "packed-refs"))?.includes(` ${LEDGER_REF}\n`) === true;
}

/** The mirror of a project where it is there already: its directory, and what it says of itself. */
export function findMirror(cache: string, identity: string): { readonly directory: string; readonly mirror: Mirror } | undefined {
  const directory = mirrorPlace(cache, identity);
  const mirror = hasHead(directory) ? mirrorAt(directory) : undefined;
  return mirror === undefined ? undefined : { directory, mirror };
}

/** True if there is a repository. */
export function hasHead(place: string): boolean {
  return existsSync(join(place, ".git", "HEAD"));
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

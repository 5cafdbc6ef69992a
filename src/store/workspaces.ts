import { existsSync, lstatSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { sha1 } from "../format/sha1.ts";
import { parseConfigFile } from "../git/config-file.ts";
import { readIfThere, readJson, writeWhole } from "./durable-file.ts";

/** A clone as it looks from outside, without git and without its ledger. */
export interface Glimpse {
  readonly directory: string;
  /** What its linked worktrees share; the real path. */
  readonly common_dir: string;
  /** Its remotes as the configuration has them: name to URL. May carry credentials: never print or store them. */
  readonly remotes: Readonly<Record<string, string>>;
}

/** What the user-level cache keeps of a clone that bd has written in. */
export interface NotedWorkspace {
  readonly directory: string;
  readonly common_dir: string;
  readonly identity: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Looks at a directory; undefined if it is no clone with a work tree. Broken ones are none. */
export function glimpse(directory: string): Glimpse | undefined {
  const git = gitDirOf(directory);
  const text = git === undefined ? undefined : quietly(() => readIfThere(join(git, "config")));
  if (git === undefined || text === undefined) return undefined;
  return { directory, common_dir: git, remotes: remotesIn(text) };
}

/** The path of the repository, bare or not, that git would find under a path (`x.git` for `x`, too); undefined where there is none. */
export function placeOf(path: string): string | undefined {
  const isBare = (place: string) => ["HEAD", "objects", "refs"].every((name) => existsSync(join(place, name)));
  return [path, `${path}.git`].find((place) => gitDirOf(place) !== undefined || isBare(place));
}

/** The directories beside one by name, itself left out. */
export function siblingsOf(directory: string): string[] {
  const parent = dirname(directory);
  const entries = quietly(() => readdirSync(parent, { withFileTypes: true })) ?? [];
  const names = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map((entry) => entry.name);
  const others = names.filter((name) => !name.startsWith(".") && name !== basename(directory));
  return others.sort().map((name) => join(parent, name));
}

/** True if a path belongs to the user who runs this process; true where the system knows no owners. */
export function isOwn(path: string): boolean {
  const me = process.getuid?.();
  return me === undefined || quietly(() => lstatSync(path).uid) === me;
}

/** Remembers a clone for the user's other clones. One file each, so that processes never wait for each other; written only if it changed. */
export function noteWorkspace(cache: string, noted: NotedWorkspace): void {
  const file = join(notesIn(cache), `${sha1(noted.common_dir)}.json`);
  const text = `${JSON.stringify(noted)}\n`;
  quietly(() => {
    if (readIfThere(file) !== text) writeWhole(file, text, { sync: false });
  });
}

/** The clones that are remembered and still there, by directory: the names of their notes say nothing. */
export function notedWorkspaces(cache: string): NotedWorkspace[] {
  const names = quietly(() => readdirSync(notesIn(cache))) ?? [];
  const notes = names
    .filter((name) => name.endsWith(".json"))
    .map((name) => readJson<NotedWorkspace>(join(notesIn(cache), name)));
  const there = notes.filter(
    (note): note is NotedWorkspace => note !== undefined && gitDirOf(note.directory) === note.common_dir,
  );
  return there.sort((one, other) => (one.directory < other.directory ? -1 : 1));
}

function notesIn(cache: string): string {
  return join(cache, "workspaces");
}

/** The git directory that a work tree's `.git` stands for, linked worktrees followed to the one they share. */
function gitDirOf(directory: string): string | undefined {
  return quietly(() => {
    const entry = join(directory, ".git");
    const own = lstatSync(entry).isFile() ? pointedTo(directory, readIfThere(entry)) : entry;
    if (own === undefined) return undefined;
    // Mostly there is none: to be told so by an error costs ten times as much.
    const shared = existsSync(join(own, "commondir")) ? readIfThere(join(own, "commondir"))?.trim() : undefined;
    return realpathSync.native(shared === undefined ? own : resolve(own, shared));
  });
}

function pointedTo(directory: string, text: string | undefined): string | undefined {
  const target = /^gitdir: (.+)$/m.exec(text ?? "")?.[1];
  if (target === undefined) return undefined;
  return isAbsolute(target) ? target : resolve(directory, target);
}

/** The remotes of a configuration file, as far as they stand there plainly: enough to tell which clones are worth opening. */
function remotesIn(text: string): Record<string, string> {
  const remotes: Record<string, string> = Object.create(null);
  for (const { key, value } of parseConfigFile(text)) {
    if (!key.startsWith("remote.") || !key.endsWith(".url")) continue;
    const name = key.slice("remote.".length, -".url".length);
    if (name !== "" && !(name in remotes)) remotes[name] = value;
  }
  return remotes;
}

/** What cannot be read is not there: looking around for other clones never fails a command. */
function quietly<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

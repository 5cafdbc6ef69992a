import { realpathSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, resolve, sep } from "node:path";
import { BeadsError } from "../errors.ts";
import { below } from "./below.ts";
import type { Environment } from "./environment.ts";
import { commonDirectory, type Format, isGitDirectory, isOurs, readFormat, readGitFile } from "./git-directory.ts";
import type { Location } from "./repository.ts";

/** A repository that was found, and what has to be known of it before anything is read. */
export interface Located {
  readonly location: Location;
  readonly format: Format;
  /** True where git has to be asked whether it may be used: it belongs to somebody else, or `safe.bareRepository` may forbid it. */
  readonly doubtful: boolean;
  /** True if everything that was found belongs to the caller. */
  readonly ours: boolean;
}

/**
 * Finds the repository of a directory the way git does (`setup_git_directory_gently`), without starting a process: GIT_DIR, or
 * upwards to a `.git` directory, a `.git` file or a bare repository, not past GIT_CEILING_DIRECTORIES or a file system's border.
 * Answers null where there is none.
 */
export function locate(directory: string, env: Environment): Located | null {
  const start = physical(directory);
  if (env.GIT_DIR !== undefined && env.GIT_DIR !== "") return explicit(start, env.GIT_DIR, env);
  const border = borderOf(start, env);
  for (let at = start; ; at = dirname(at)) {
    const found = findAt(at, start, env);
    if (found !== null) return found;
    if (dirname(at) === at || border(dirname(at))) return null;
  }
}

function physical(directory: string): string {
  try {
    return realpathSync.native(resolve(directory));
  } catch (cause) {
    throw new BeadsError("environment", "NO_SUCH_DIRECTORY", `There is no directory ${directory}.`, { cause });
  }
}

function explicit(start: string, named: string, env: Environment): Located | null {
  const given = resolve(start, named);
  const gitDir = readGitFile(given) ?? given;
  const commonDir = commonDirectory(gitDir, start, env);
  if (!isGitDirectory(gitDir, commonDir)) return null;
  // Naming a git directory outright is consent: git does not ask for its owner either.
  return { ...described({ gitDir, commonDir, found: start }, start, env), doubtful: false, ours: true };
}

function findAt(at: string, start: string, env: Environment): Located | null {
  const dotGit = below(at, ".git");
  const gitDir = readGitFile(dotGit) ?? dotGit;
  const commonDir = commonDirectory(gitDir, start, env);
  if (isGitDirectory(gitDir, commonDir)) {
    const ours = isOurs([at, dotGit, gitDir], env);
    return { ...described({ gitDir, commonDir, found: at }, start, env), doubtful: !ours, ours };
  }
  const bareCommon = commonDirectory(at, start, env);
  if (!isGitDirectory(at, bareCommon)) return null;
  const ours = isOurs([at], env);
  return { ...described({ gitDir: at, commonDir: bareCommon, found: null }, start, env), doubtful: true, ours };
}

interface Found {
  readonly gitDir: string;
  readonly commonDir: string;
  /** Where the work tree is if nothing else is said; null for a repository without one. */
  readonly found: string | null;
}

/** The same repository has the same location, whatever links led to it. */
function described({ gitDir, commonDir, found }: Found, start: string, env: Environment): Pick<Located, "location" | "format"> {
  const format = readFormat(gitDir, commonDir);
  const workTree = workTreeOf(gitDir, format, found);
  const named = env.GIT_WORK_TREE ? resolve(start, env.GIT_WORK_TREE) : workTree;
  const location = {
    gitDir: followed(gitDir),
    commonDir: followed(commonDir),
    workTree: named === null ? null : followed(named),
  };
  return { location, format };
}

/** As the repository's own configuration has it: `core.worktree`, none if `core.bare`, else where `.git` was found. */
function workTreeOf(gitDir: string, format: Format, found: string | null): string | null {
  if (format.workTree !== null) return resolve(gitDir, format.workTree);
  return format.bare ? null : found;
}

/** Tells whether the walk upwards must not enter a directory. */
function borderOf(start: string, env: Environment): (directory: string) => boolean {
  const ceilings = new Set(ceilingDirectories(env.GIT_CEILING_DIRECTORIES ?? ""));
  const across = /^(1|true|yes|on)$/i.test(env.GIT_DISCOVERY_ACROSS_FILESYSTEM ?? "") || process.platform === "win32";
  const device = across ? 0 : statSync(start).dev;
  return (directory) => ceilings.has(directory) || (!across && statSync(directory).dev !== device);
}

/** Links in the names are followed, up to an empty entry, as git does. */
function ceilingDirectories(list: string): readonly string[] {
  let follow = true;
  const directories: string[] = [];
  for (const entry of list.split(delimiter)) {
    if (entry === "") follow = false;
    if (!isAbsolute(entry)) continue;
    const plain = entry.length > 1 && entry.endsWith(sep) ? entry.slice(0, -1) : entry;
    directories.push(follow ? followed(plain) : plain);
  }
  return directories;
}

function followed(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

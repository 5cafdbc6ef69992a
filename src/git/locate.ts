import { realpathSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, resolve, sep } from "node:path";
import { BeadsError } from "../errors.ts";
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
    const found = findAt(at, env);
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
  const format = readFormat(gitDir, commonDir);
  const workTree = env.GIT_WORK_TREE ? resolve(start, env.GIT_WORK_TREE) : configured(gitDir, format, start);
  // Naming a git directory outright is consent: git does not ask for its owner either.
  return { location: { gitDir, commonDir, workTree }, format, doubtful: false, ours: true };
}

function findAt(at: string, env: Environment): Located | null {
  const dotGit = join(at, ".git");
  const linked = readGitFile(dotGit);
  const gitDir = linked ?? dotGit;
  const commonDir = commonDirectory(gitDir, at, env);
  if (isGitDirectory(gitDir, commonDir)) {
    const format = readFormat(gitDir, commonDir);
    const workTree = env.GIT_WORK_TREE ? resolve(at, env.GIT_WORK_TREE) : configured(gitDir, format, at);
    const ours = isOurs([at, dotGit, gitDir], env);
    return { location: { gitDir, commonDir, workTree }, format, doubtful: !ours, ours };
  }
  const bareCommon = commonDirectory(at, at, env);
  if (!isGitDirectory(at, bareCommon)) return null;
  const format = readFormat(at, bareCommon);
  const named = env.GIT_WORK_TREE || format.workTree;
  const location = { gitDir: at, commonDir: bareCommon, workTree: named ? resolve(at, named) : null };
  return { location, format, doubtful: true, ours: isOurs([at], env) };
}

/** The work tree as the repository's own configuration has it: `core.worktree`, none if `core.bare`, else where `.git` was found. */
function configured(gitDir: string, format: Format, found: string): string | null {
  if (format.workTree !== null) return isAbsolute(format.workTree) ? format.workTree : resolve(gitDir, format.workTree);
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

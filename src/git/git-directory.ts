import { existsSync, lstatSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { below } from "./below.ts";
import { isTrue, parseConfigFile, type Setting } from "./config-file.ts";
import type { Environment } from "./environment.ts";

/** What `core` and `extensions` of a repository's own configuration say of how it is laid out. */
export interface Format {
  readonly bare: boolean;
  readonly workTree: string | null;
  /** `files` or `reftable`. */
  readonly refStorage: string;
  /** `sha1` or `sha256`. */
  readonly objectFormat: string;
  /** True if some objects were left out when it was cloned. */
  readonly partial: boolean;
  /** True where refs are files as they always were: a version that is known, and no extension that may have to do with them. */
  readonly plainRefs: boolean;
}

/** The extensions under which refs are what they always were. */
const HARMLESS = new Set(
  ["noop", "noop-v1", "objectformat", "partialclone", "preciousobjects", "refstorage", "relativeworktrees", "worktreeconfig"].map(
    (name) => `extensions.${name}`,
  ),
);

/** The git directory that a `.git` file names; undefined if it is no such file. */
export function readGitFile(path: string): string | undefined {
  try {
    if (!statSync(path).isFile()) return undefined;
    const text = readFileSync(path, "utf8");
    return text.startsWith("gitdir: ") ? resolve(dirname(path), text.slice(8).replace(/[\r\n]+$/, "")) : undefined;
  } catch {
    return undefined;
  }
}

/** Where objects and shared refs lie: GIT_COMMON_DIR, or what the file `commondir` of a linked worktree says. */
export function commonDirectory(gitDir: string, start: string, env: Environment): string {
  if (env.GIT_COMMON_DIR !== undefined && env.GIT_COMMON_DIR !== "") return resolve(start, env.GIT_COMMON_DIR);
  const file = below(gitDir, "commondir");
  // Only linked worktrees have it, and to be told so by an error costs four times as much.
  if (!existsSync(file)) return gitDir;
  try {
    return resolve(gitDir, readFileSync(file, "utf8").replace(/[\r\n]+$/, ""));
  } catch {
    return gitDir;
  }
}

/** True for what git takes for a git directory: a HEAD that names something, objects and refs. */
export function isGitDirectory(gitDir: string, commonDir: string): boolean {
  try {
    const head = readFileSync(below(gitDir, "HEAD"), "latin1");
    if (!/^(ref:\s*refs\/|[0-9a-f]{40})/.test(head)) return false;
  } catch {
    return false;
  }
  return existsSync(below(commonDir, "objects")) && existsSync(below(commonDir, "refs"));
}

/** Reads the layout. git itself follows no includes here, so neither does this. */
export function readFormat(gitDir: string, commonDir: string): Format {
  const shared = readSettings(below(commonDir, "config"));
  const own = isTrue(last(shared, "extensions.worktreeconfig")) ? readSettings(below(gitDir, "config.worktree")) : [];
  const linked = gitDir !== commonDir;
  const settings = [...(linked ? shared.filter(({ key }) => key !== "core.bare" && key !== "core.worktree") : shared), ...own];
  const refStorage = last(settings, "extensions.refstorage") ?? "files";
  return {
    bare: isTrue(last(settings, "core.bare")),
    workTree: last(settings, "core.worktree") ?? null,
    refStorage: refStorage.replace(/:.*$/, ""),
    plainRefs:
      refStorage === "files" &&
      ["0", "1"].includes(last(settings, "core.repositoryformatversion") ?? "0") &&
      settings.every(({ key }) => !key.startsWith("extensions.") || HARMLESS.has(key)),
    objectFormat: last(settings, "extensions.objectformat") ?? "sha1",
    partial: settings.some(
      ({ key, value }) => key === "extensions.partialclone" || (/^remote\..*\.promisor$/.test(key) && isTrue(value)),
    ),
  };
}

function readSettings(path: string): readonly Setting[] {
  try {
    return parseConfigFile(readFileSync(path, "utf8"));
  } catch {
    return [];
  }
}

function last(settings: readonly Setting[], key: string): string | undefined {
  return settings.findLast((setting) => setting.key === key)?.value;
}

/**
 * True if all of these paths belong to the caller, by the rule of git's `ensure_valid_ownership`: the effective user, or for root
 * also the one who called sudo. Where there are no user ids (Windows), what lies below the caller's own profile is the caller's.
 */
export function isOurs(paths: readonly string[], env: Environment): boolean {
  const me = process.geteuid?.();
  if (me === undefined) return env.USERPROFILE !== undefined && paths.every((path) => isBelow(path, env.USERPROFILE ?? ""));
  const owners = new Set([me]);
  if (me === 0 && /^\d+$/.test(env.SUDO_UID ?? "")) owners.add(Number(env.SUDO_UID));
  return paths.every((path) => owners.has(lstatSync(path).uid));
}

function isBelow(path: string, folder: string): boolean {
  return path.toLowerCase().startsWith(`${folder.toLowerCase()}\\`);
}

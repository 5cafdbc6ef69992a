import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { below } from "../below.ts";
import { Settings } from "../config.ts";
import type { Setting } from "../config-file.ts";
import type { Environment } from "../environment.ts";
import { environmentSettings, withoutSettings } from "../environment-config.ts";
import { directoryOf, type GitProcess } from "./git-process.ts";
import { records } from "./record-stream.ts";

/** What `<git-dir>/bd/git-config.json` holds. The stamps are those of every file that git read or would have read. */
interface CacheFile {
  readonly version: 3;
  readonly key: string;
  readonly stamps: Readonly<Record<string, string>>;
  readonly settings: readonly (readonly [string, string])[];
  readonly stripped: boolean;
}

/**
 * The configuration. Starting git for it would cost a third of a whole read command, so its answer is kept beside the repository
 * and believed as long as every file it came from, or could have come from, is what it was. No credentials are written there.
 */
export class ConfigCache {
  readonly #git: GitProcess;
  readonly #path: string;
  #stamps: CacheFile["stamps"] = {};
  #settings: Settings | undefined;
  /** True until the event loop's next turn: a command asks two dozen times in one, and six files are looked at each time. */
  #still = false;

  constructor(git: GitProcess) {
    this.#git = git;
    this.#path = below(git.location.gitDir, "bd", "git-config.json");
  }

  async read(): Promise<Settings> {
    if (this.#settings !== undefined && (this.#still || isFresh(this.#stamps))) return this.#settings;
    this.#believe();
    const extra = environmentSettings(this.#git.given);
    if (extra === undefined) {
      this.#settings = Settings.from(await listSettings(this.#git, this.#git.env));
    } else {
      const files = this.#load() ?? (await this.#ask());
      const own = Settings.from(extra);
      this.#settings =
        extra.length === 0 ? files : new Settings([...files.settings, ...own.settings], files.stripped || own.stripped);
    }
    return this.#settings;
  }

  #believe(): void {
    if (this.#still) return;
    this.#still = true;
    setImmediate(() => {
      this.#still = false;
    }).unref();
  }

  #load(): Settings | undefined {
    try {
      const cache = JSON.parse(readFileSync(this.#path, "utf8")) as CacheFile;
      // A file that changed in the very tick in which the cache was written may have changed after git read it.
      const written = statSync(this.#path, { bigint: true }).mtimeNs;
      if (cache.version !== 3 || cache.key !== keyOf(this.#git) || !isFresh(cache.stamps, written)) return undefined;
      this.#stamps = cache.stamps;
      return new Settings(
        cache.settings.map(([key, value]) => ({ key, value })),
        cache.stripped,
      );
    } catch {
      return undefined;
    }
  }

  async #ask(): Promise<Settings> {
    const before = new Map(candidates(this.#git).map((file) => [file, stampOf(file)]));
    const listed = await listSettings(this.#git, withoutSettings(this.#git.env));
    const settings = Settings.from(listed);
    const stamps = stampsOf(this.#git, listed, before);
    this.#stamps = stamps ?? {};
    if (stamps !== undefined) {
      writeCache(this.#path, {
        version: 3,
        key: keyOf(this.#git),
        stamps,
        settings: pairs(settings),
        stripped: settings.stripped,
      });
    }
    return settings;
  }
}

function isFresh(stamps: CacheFile["stamps"], written?: bigint): boolean {
  return Object.entries(stamps).every(([file, stamp]) => stampOf(file, written) === stamp);
}

function pairs({ settings }: Settings): CacheFile["settings"] {
  return settings.map(({ key, value }) => [key, value] as const);
}

/** A cache that cannot be written is no harm: the next command asks git again. */
function writeCache(path: string, cache: CacheFile): void {
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, JSON.stringify(cache));
    renameSync(draft, path);
  } catch {
    try {
      rmSync(draft, { force: true });
    } catch {
      // The folder itself is in the way: then there is no draft either.
    }
  }
}

interface Listed extends Setting {
  readonly origin: string;
}

async function listSettings(git: GitProcess, env: Environment): Promise<readonly Listed[]> {
  const parts = records(
    await git.read(["config", "--list", "--includes", "-z", "--show-origin"], { env, bare: true, short: true }),
  );
  const listed: Listed[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const text = parts[i + 1] ?? "";
    const end = text.indexOf("\n");
    listed.push({
      origin: parts[i] ?? "",
      key: end === -1 ? text : text.slice(0, end),
      value: end === -1 ? "true" : text.slice(end + 1),
    });
  }
  return listed;
}

/** Undefined where the answer cannot be kept: a file changed meanwhile, or it hangs on the branch that is checked out. */
function stampsOf(
  git: GitProcess,
  listed: readonly Listed[],
  before: ReadonlyMap<string, string>,
): CacheFile["stamps"] | undefined {
  const stamps = new Map(before);
  for (const { origin, key, value } of listed) {
    if (/^includeif\.onbranch:/.test(key)) return undefined;
    const file = origin.startsWith("file:") ? resolve(directoryOf(git.location), origin.slice(5)) : undefined;
    if (file === undefined) return undefined;
    if (!stamps.has(file)) stamps.set(file, stampOf(file));
    const included = /^include(if\..*)?\.path$/s.test(key) ? includedFile(git, value, file) : undefined;
    if (included !== undefined && !stamps.has(included)) stamps.set(included, stampOf(included));
  }
  for (const [file, stamp] of stamps) if (stampOf(file) !== stamp) return undefined;
  return Object.fromEntries(stamps);
}

function includedFile(git: GitProcess, value: string, origin: string): string {
  const path = value.startsWith("~/") ? join(git.given.HOME ?? "", value.slice(2)) : value;
  return isAbsolute(path) ? path : resolve(dirname(origin), path);
}

/** The files that git reads where they exist; that they do not is part of the answer. */
function candidates({ given: env, location, program }: GitProcess): readonly string[] {
  const home = env.HOME ?? env.USERPROFILE ?? "";
  const system = env.GIT_CONFIG_SYSTEM
    ? [env.GIT_CONFIG_SYSTEM]
    : ["/etc/gitconfig", join(dirname(dirname(program)), "etc", "gitconfig")];
  const global = env.GIT_CONFIG_GLOBAL
    ? [env.GIT_CONFIG_GLOBAL]
    : [join(env.XDG_CONFIG_HOME || join(home, ".config"), "git", "config"), join(home, ".gitconfig")];
  return [...system, ...global, join(location.commonDir, "config"), join(location.gitDir, "config.worktree")];
}

/** What the answer hangs on besides files. */
function keyOf({ given: env, location, program }: GitProcess): string {
  const named = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "HOME", "XDG_CONFIG_HOME"];
  return [program, location.gitDir, location.commonDir, ...named.map((name) => env[name] ?? "")].join("\n");
}

function stampOf(file: string, before?: bigint): string {
  let found: ReturnType<typeof statBig>;
  try {
    found = statBig(file);
  } catch {
    return "unreadable";
  }
  if (found === undefined) return "absent";
  if (before !== undefined && found.mtimeNs >= before) return "too new";
  return `${found.mtimeNs}:${found.size}:${found.ino}`;
}

function statBig(file: string) {
  return statSync(file, { bigint: true, throwIfNoEntry: false });
}

import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { Settings } from "../config.ts";
import { parseConfigFile, type Setting } from "../config-file.ts";
import type { Environment } from "../environment.ts";
import { environmentSettings } from "../environment-config.ts";
import type { Location } from "../repository.ts";

/** git gives up at this depth as well. */
const DEEPEST = 10;

/** The configuration from its files alone. Plain includes are followed; conditional ones are left to the git program. */
export function readFileConfig(location: Location, env: Environment): Settings {
  const settings = configFiles(location, env).flatMap((file) => readSettings(file, env, 0));
  return Settings.from([...settings, ...(environmentSettings(env) ?? [])]);
}

function configFiles({ commonDir, gitDir }: Location, env: Environment): readonly string[] {
  const home = env.HOME ?? env.USERPROFILE ?? "";
  const system = env.GIT_CONFIG_NOSYSTEM ? [] : [env.GIT_CONFIG_SYSTEM || "/etc/gitconfig"];
  const global = env.GIT_CONFIG_GLOBAL
    ? [env.GIT_CONFIG_GLOBAL]
    : [join(env.XDG_CONFIG_HOME || join(home, ".config"), "git", "config"), join(home, ".gitconfig")];
  return [...system, ...global, join(commonDir, "config"), join(gitDir, "config.worktree")];
}

function readSettings(file: string, env: Environment, depth: number): readonly Setting[] {
  const text = readText(file);
  if (text === undefined || depth > DEEPEST) return [];
  return parseConfigFile(text).flatMap((setting) =>
    setting.key === "include.path" ? [setting, ...readSettings(included(setting.value, file, env), env, depth + 1)] : [setting],
  );
}

function included(value: string, from: string, env: Environment): string {
  const path = value.startsWith("~/") ? join(env.HOME ?? "", value.slice(2)) : value;
  return isAbsolute(path) ? path : resolve(dirname(from), path);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

import type { UserFolders } from "../services/workspace.ts";
import type { Host } from "./host.ts";

/** The user's folders as the platform has them: XDG, `~/Library` on macOS, `%LOCALAPPDATA%` on Windows. `XDG_…` wins everywhere. */
export function userFolders(host: Pick<Host, "env" | "home" | "platform">): UserFolders {
  const { env, home } = host;
  const usual = usualFolders(host);
  const pick = (variable: string, otherwise: string) => (isAbsolute(env[variable]) ? `${env[variable]}/bd` : otherwise);
  return {
    home,
    cache: pick("XDG_CACHE_HOME", usual.cache),
    config: pick("XDG_CONFIG_HOME", usual.config),
    state: pick("XDG_STATE_HOME", usual.state),
  };
}

function usualFolders({ env, home, platform }: Pick<Host, "env" | "home" | "platform">): Omit<UserFolders, "home"> {
  if (platform === "darwin") {
    const support = `${home}/Library/Application Support/bd`;
    return { cache: `${home}/Library/Caches/bd`, config: support, state: `${support}/state` };
  }
  if (platform === "win32") {
    const local = `${env["LOCALAPPDATA"] ?? `${home}/AppData/Local`}/bd`;
    return { cache: `${local}/cache`, config: `${env["APPDATA"] ?? `${home}/AppData/Roaming`}/bd`, state: `${local}/state` };
  }
  return { cache: `${home}/.cache/bd`, config: `${home}/.config/bd`, state: `${home}/.local/state/bd` };
}

/** The XDG rule: a relative path is to be ignored. */
function isAbsolute(path: string | undefined): path is string {
  return path?.startsWith("/") === true || /^[A-Za-z]:[\\/]/.test(path ?? "");
}

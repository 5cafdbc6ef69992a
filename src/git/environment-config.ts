import { canonicalKey } from "./config.ts";
import type { Setting } from "./config-file.ts";
import type { Environment } from "./environment.ts";

/**
 * The settings that came in the environment: `GIT_CONFIG_COUNT` with its keys and values, and `git -c` (GIT_CONFIG_PARAMETERS).
 * Answers undefined where only git can tell, such as for an include. They are never cached: CI passes secrets this way.
 */
export function environmentSettings(env: Environment): readonly Setting[] | undefined {
  const settings = [...counted(env), ...(dequote(env.GIT_CONFIG_PARAMETERS ?? "") ?? [UNREADABLE])];
  return settings.some(({ key }) => !key.includes(".") || /^include(if\..*)?\.path$/s.test(key)) ? undefined : settings;
}

/** The environment without those settings: what git says then depends on files alone. */
export function withoutSettings(env: Environment): Environment {
  return { ...env, GIT_CONFIG_COUNT: undefined, GIT_CONFIG_PARAMETERS: undefined };
}

const UNREADABLE: Setting = { key: "", value: "" };

function counted(env: Environment): readonly Setting[] {
  const count = Number(env.GIT_CONFIG_COUNT ?? 0);
  if (!Number.isInteger(count) || count < 0 || count > 1000) return [UNREADABLE];
  return Array.from({ length: count }, (_, n) => {
    const key = env[`GIT_CONFIG_KEY_${n}`];
    const value = env[`GIT_CONFIG_VALUE_${n}`];
    return key === undefined || value === undefined ? UNREADABLE : { key: canonicalKey(key), value };
  });
}

/** `'key'='value' 'key'= 'key=value' 'key'`, quoted as for a shell, as git has written it over time; undefined if it is anything else. */
function dequote(text: string): readonly Setting[] | undefined {
  const settings: Setting[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const found = /^('(?:[^']|'\\[!']')*')(?:(=)('(?:[^']|'\\[!']')*')?)?(?:\s+|$)/s.exec(rest);
    if (found === null) return undefined;
    rest = rest.slice(found[0].length);
    const first = unquote(found[1] ?? "");
    const equals = found[2] === undefined ? first.indexOf("=") : first.length;
    const value =
      found[2] === undefined
        ? equals === -1
          ? "true"
          : first.slice(equals + 1)
        : found[3] === undefined
          ? "true"
          : unquote(found[3]);
    settings.push({ key: canonicalKey(equals === -1 ? first : first.slice(0, equals)), value });
  }
  return settings;
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/'\\([!'])'/g, "$1");
}

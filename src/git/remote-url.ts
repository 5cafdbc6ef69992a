import { BeadsError } from "../errors.ts";
import type { Settings } from "./config.ts";
import type { GitConfig } from "./repository.ts";

/**
 * The first URL of a remote, as `git remote get-url [--push]` answers it: the longest `insteadOf` prefix is replaced; for pushing
 * `pushurl` goes before `url`, and `pushInsteadOf` counts for a `url` only.
 * @throws NO_SUCH_REMOTE
 */
export function resolveRemoteUrl(config: Settings, name: string, direction: "fetch" | "push"): string {
  const url = config.all(`remote.${name}.url`)[0];
  const pushUrl = config.all(`remote.${name}.pushurl`)[0];
  if (direction === "push" && pushUrl !== undefined) return rewrite(config, pushUrl, "insteadof") ?? pushUrl;
  if (url === undefined) throw noSuchRemote(config, name);
  const pushed = direction === "push" ? rewrite(config, url, "pushinsteadof") : undefined;
  return pushed ?? rewrite(config, url, "insteadof") ?? url;
}

/** A URL as git would use it for fetching: the longest `insteadOf` prefix is replaced. */
export function rewriteUrl(config: Pick<GitConfig, "below">, url: string): string {
  return rewrite(config, url, "insteadof") ?? url;
}

/** The error for a remote that the configuration does not know. */
export function noSuchRemote(config: Settings, name: string): BeadsError {
  const known = config.remotes.length === 0 ? "none is configured" : `configured: ${config.remotes.join(", ")}`;
  return new BeadsError("environment", "NO_SUCH_REMOTE", `There is no remote named ${name} (${known}).`, {
    fields: { remote: name },
  });
}

function rewrite(config: Pick<GitConfig, "below">, url: string, kind: "insteadof" | "pushinsteadof"): string | undefined {
  let best: { readonly name: string; readonly value: string } | undefined;
  for (const rule of config.below("url", kind)) {
    if (url.startsWith(rule.value) && rule.value.length > (best?.value.length ?? -1)) best = rule;
  }
  return best === undefined ? undefined : best.name + url.slice(best.value.length);
}

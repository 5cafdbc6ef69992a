import type { GitProcess } from "./git-process.ts";
import { gitFailed } from "./git-process.ts";

/** Adds a value to a key of the user's own git configuration, or takes that one value away; nothing else in it changes. */
export async function editUserConfig(
  git: GitProcess,
  { key, value, remove = false }: { readonly key: string; readonly value: string; readonly remove?: boolean },
): Promise<void> {
  const how = remove ? ["--fixed-value", "--unset-all", key, value] : ["--add", key, value];
  const run = await git.run(["config", "--global", ...how]);
  // 5: there was no such value to take away.
  if (run.status !== 0 && !(remove && run.status === 5)) throw gitFailed("config", run);
}

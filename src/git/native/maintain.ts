import type { GitProcess } from "./git-process.ts";

/**
 * Runs git's own maintenance, if git finds that there is something to do, with the user's settings and to its end: nothing is
 * left running behind. Nothing happens where the user turned it off. That it failed is git's affair and keeps nobody from work.
 */
export async function maintain(git: GitProcess): Promise<void> {
  const wanted = await git.run(["config", "--type=bool", "--get", "maintenance.auto"], { bare: true });
  if (wanted.stdout.toString("utf8").trim() === "false") return;
  await git.run(["-c", "gc.autoDetach=false", "maintenance", "run", "--auto", "--quiet"], { bare: true });
}

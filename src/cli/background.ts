import type { GitConfig } from "../git/repository.ts";
import type { Host } from "./host.ts";

export type BackgroundJob = "push" | "fetch" | "alert";

/** False where nothing may outlive a command: under `CI`, and with `beads.background=off`. */
export function mayRunBehind({ env }: Pick<Host, "env">, config: GitConfig): boolean {
  const set = config.get("beads.background")?.toLowerCase();
  return !env["CI"] && !["off", "false", "no", "0"].includes(set ?? "");
}

/** Starts this program again for one job, detached: nobody waits for it, and it ends with its work. */
export function startBehind(host: Host, directory: string, job: BackgroundJob): Promise<void> {
  return import("node:child_process").then(({ spawn }) => {
    const [program, script = ""] = process.argv;
    // Whoever is in haste leaves to it what takes time.
    const { BD_PATIENCE: _ours, ...env } = host.env;
    const options = { cwd: directory, env, detached: true, stdio: "ignore", windowsHide: true } as const;
    const child = spawn(program ?? process.execPath, [...process.execArgv, script, "background", job], options);
    child.on("error", () => {});
    child.unref();
  });
}

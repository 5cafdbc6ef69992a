import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const GITCONFIG = `[user]
	name = Bench
	email = bench@example.com
[init]
	defaultBranch = main
[beads]
	background = off
[gc]
	auto = 0
[maintenance]
	auto = false
[commit]
	gpgsign = false
`;

/** Where a run of the bench works: a folder of its own, with a home of its own. */
export interface Place {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** An absolute path in it. */
  path(...parts: string[]): string;
}

/** Makes the folder; it goes when the process ends. */
export function makePlace(): Place {
  const root = mkdtempSync(join(tmpdir(), "bd-bench-run-"));
  process.once("exit", () => rmSync(root, { recursive: true, force: true }));
  const home = join(root, "home");
  mkdirSync(home);
  writeFileSync(join(home, "gitconfig"), GITCONFIG);
  return { root, env: environment(home), path: (...parts) => join(root, ...parts) };
}

/** Only what is named: NODE_EXTRA_CA_CERTS, for one, costs every Node process tens of milliseconds. */
function environment(home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "",
    ...(process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot }),
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: join(home, ".config"),
    XDG_CACHE_HOME: join(home, ".cache"),
    XDG_STATE_HOME: join(home, ".state"),
    GIT_CONFIG_GLOBAL: join(home, "gitconfig"),
    GIT_CONFIG_NOSYSTEM: "1",
    LC_ALL: "C",
    TZ: "UTC",
    // Holds a claim for no process, as a cron job's would be.
    BD_AGENT_PID: "0",
  };
}

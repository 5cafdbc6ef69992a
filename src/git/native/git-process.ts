import { existsSync } from "node:fs";
import { join } from "node:path";
import { BeadsError } from "../../errors.ts";
import { type Environment, withoutRepository } from "../environment.ts";
import type { Location } from "../repository.ts";
import { gitWords } from "../words.ts";

/** How one run of git ended. */
export interface GitRun {
  /** The exit status; 128 + signal where it was killed. */
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly pid: number;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  /** Settings for this run alone, `key=value`. */
  readonly settings?: readonly string[];
  readonly env?: Environment;
  /** Takes standard output as it comes; then `stdout` of the run is empty. Throwing ends the run. */
  readonly take?: (chunk: Buffer) => void;
  /** Ends the process and its children. */
  readonly signal?: AbortSignal;
  /** A session of its own, so that its children can be ended with it. */
  readonly group?: boolean;
  /** Takes some milliseconds and says little: then it is cheaper to wait for it outright. */
  readonly short?: boolean;
  /** Without any of bd's own settings: to see the user's. */
  readonly bare?: boolean;
}

/** Starts git for one repository: always with the same environment, settings and directory. The only door to the program. */
export class GitProcess {
  readonly program: string;
  readonly location: Location;
  /** The environment as it came in. */
  readonly given: Environment;
  readonly #settings: readonly string[];
  #env: Environment | undefined;

  constructor(program: string, location: Location, env: Environment) {
    this.program = program;
    this.location = location;
    this.given = env;
    this.#settings = [...FIXED, `core.hooksPath=${noHooks(location)}`];
  }

  /** What git is started with. Put together when it first is: a read starts none. */
  get env(): Environment {
    this.#env ??= scrubbed(this.location, this.given);
    return this.#env;
  }

  /**
   * Runs git and answers however it ended. Whoever has to answer in time (BD_PATIENCE, in milliseconds) waits for nothing outright.
   * @throws GIT_MISSING when it cannot be started, GIT_SILENT when it does not answer in time.
   */
  async run(args: readonly string[], options: RunOptions = {}): Promise<GitRun> {
    const { gitSilent, runProgram, runShortProgram } = await import("./run-program.ts");
    const settings =
      options.bare === true ? [] : [...this.#settings, ...(options.settings ?? [])].flatMap((setting) => ["-c", setting]);
    const all = [`--git-dir=${this.location.gitDir}`, ...settings, ...args];
    const how = { ...options, env: { ...this.env, ...options.env }, directory: directoryOf(this.location) };
    const patience = Number(this.env["BD_PATIENCE"] ?? 0);
    if (!(patience > 0))
      return options.short === true ? runShortProgram(this.program, all, how) : await runProgram(this.program, all, how);
    const late = AbortSignal.timeout(patience);
    const signal = options.signal === undefined ? late : AbortSignal.any([options.signal, late]);
    const run = await runProgram(this.program, all, { ...how, signal, grace: LAST_GRACE });
    if (run.status !== 0 && late.aborted && options.signal?.aborted !== true) throw gitSilent(patience);
    return run;
  }

  /** Runs git and answers its output. @throws GIT_FAILED with git's words unless it ends well. */
  async read(args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
    const run = await this.run(args, options);
    if (run.status !== 0) throw gitFailed(args[0] ?? "", run);
    return run.stdout;
  }
}

/** The error for a git command that had no reason to fail. */
export function gitFailed(command: string, run: Pick<GitRun, "status" | "stderr">): BeadsError {
  const words = gitWords(run.stderr);
  return new BeadsError(
    "environment",
    "GIT_FAILED",
    `git ${command} failed: ${words || `exit status ${run.status}`}.`.replace(/\.\.$/, "."),
    {
      fields: { command, status: run.status, git: words },
    },
  );
}

/** Where git runs: relative URLs of remotes count from the root of the work tree, if that is still there. */
export function directoryOf({ workTree, gitDir }: Location): string {
  return workTree !== null && existsSync(workTree) ? workTree : gitDir;
}

/** Milliseconds that a git has to end in haste: what is not killed then outlives the command. */
const LAST_GRACE = 100;

/** Settings of the user that would change what plumbing does or prints; lock time-outs, since others write here too. */
const FIXED = [
  "core.fsmonitor=false",
  "submodule.recurse=false",
  "core.filesRefLockTimeout=5000",
  "core.packedRefsTimeout=5000",
  "log.showSignature=false",
  "gc.auto=0",
  "maintenance.auto=false",
];

/** No hook runs on bd's account: they are about code. Hooks of a remote on this machine do, since git scrubs this for them. */
function noHooks(location: Location): string {
  return process.platform === "win32" ? join(location.commonDir, "bd", "no-hooks") : "/dev/null";
}

function scrubbed(location: Location, env: Environment): Environment {
  return {
    ...withoutRepository(env),
    ...(env.GIT_COMMON_DIR ? { GIT_COMMON_DIR: location.commonDir } : {}),
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    LC_ALL: "C",
  };
}

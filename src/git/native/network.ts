import { isatty } from "node:tty";
import { BeadsError } from "../../errors.ts";
import type { Environment } from "../environment.ts";
import type { NetworkOptions, Oid } from "../repository.ts";
import { gitWords } from "../words.ts";
import type { GitProcess, GitRun } from "./git-process.ts";

/** How a call over the network ended: as git said, or given up by us. */
export interface NetworkRun extends GitRun {
  readonly gaveUp: "timeout" | "interrupted" | null;
}

/**
 * Runs git against a remote, for at most so long. Where nobody can answer questions it gets a session of its own, so that ssh and
 * the helpers below it end with it and find no terminal; where somebody sits at one it does not, since ssh asks for passphrases there.
 */
export async function runNetwork(
  git: GitProcess,
  args: readonly string[],
  options: NetworkOptions,
  settings: readonly string[],
  input = "",
): Promise<NetworkRun> {
  if (isGivenUp(options.signal)) return NOT_STARTED;
  const timeout = AbortSignal.timeout(options.timeout);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  const group = options.detached === true || options.unattended === true || !isatty(0);
  const env = options.detached === true ? await withoutQuestions(git) : {};
  const run = await git.run(args, { signal, group, settings, env, input });
  const gaveUp = run.status === 0 || !signal.aborted ? null : isGivenUp(options.signal) ? "interrupted" : "timeout";
  return { ...run, gaveUp };
}

function isGivenUp(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

const NOT_STARTED: NetworkRun = { status: 128, stdout: Buffer.alloc(0), stderr: "", pid: 0, gaveUp: "interrupted" };

/** Nobody is there to answer: ssh must fail rather than ask, and no window may pop up. */
async function withoutQuestions(git: GitProcess): Promise<Environment> {
  const configured = git.env.GIT_SSH_COMMAND
    ? undefined
    : (await git.run(["config", "core.sshCommand"], { bare: true, short: true })).stdout.toString("utf8").trim();
  const command = git.env.GIT_SSH_COMMAND || configured || (git.env.GIT_SSH ? undefined : "ssh");
  return {
    GIT_ASKPASS: "",
    SSH_ASKPASS: "",
    SSH_ASKPASS_REQUIRE: "never",
    GCM_INTERACTIVE: "never",
    ...(command !== undefined && isOpenSsh(command) ? { GIT_SSH_COMMAND: `${command} -o BatchMode=yes` } : {}),
  };
}

/** Other clients (plink, wrappers) do not know `-o`. */
function isOpenSsh(command: string): boolean {
  return /^"?([^\s"]*[/\\])?ssh(\.exe)?"?(\s|$)/.test(command);
}

/** The tips of a remote's refs. Patterns are full names; one that ends in `*` stands for all that begin so. */
export async function listRemote(
  git: GitProcess,
  remote: string,
  refs: readonly string[],
  options: NetworkOptions,
): Promise<ReadonlyMap<string, Oid>> {
  const run = await runNetwork(git, ["ls-remote", "--quiet", "--refs", "--", remote, ...refs], options, []);
  if (run.status !== 0) throw networkFailed(remote, run);
  const found = new Map<string, Oid>();
  for (const line of run.stdout.toString("utf8").split("\n")) {
    const [oid = "", ref = ""] = line.split("\t");
    if (ref !== "" && (refs.length === 0 || refs.some((pattern) => isMatch(pattern, ref)))) found.set(ref, oid);
  }
  return found;
}

function isMatch(pattern: string, ref: string): boolean {
  return pattern.endsWith("*") ? ref.startsWith(pattern.slice(0, -1)) : pattern === ref;
}

/** The error for a remote that did not answer as it should. */
export function networkFailed(remote: string, run: NetworkRun): BeadsError {
  const words = gitWords(run.stderr);
  const fields = { remote: gitWords(remote), git: words };
  const name = fields.remote;
  if (run.gaveUp === "interrupted")
    return new BeadsError("environment", "INTERRUPTED", `Talking to ${name} was interrupted.`, { fields });
  if (run.gaveUp === "timeout")
    return new BeadsError("environment", "REMOTE_UNREACHABLE", `${name} did not answer in time.`, { fields });
  const said = `${words.split("\n")[0] ?? ""}`.replace(/\.*$/, ".");
  if (isRefusal(run.stderr)) return new BeadsError("environment", "REMOTE_REFUSED", `${name} refused: ${said}`, { fields });
  if (isUnreachable(run.stderr))
    return new BeadsError("environment", "REMOTE_UNREACHABLE", `${name} could not be reached: ${said}`, { fields });
  return new BeadsError("environment", "FETCH_FAILED", `Fetching from ${name} failed: ${said}`, { fields });
}

/** Words of git, ssh and hosts for: you may not. */
export function isRefusal(stderr: string): boolean {
  return /Permission denied|Authentication failed|could not read (Username|Password)|terminal prompts disabled|HTTP (401|403)|error: (401|403)|access denied|service not enabled|not authorized|Write access to repository not granted|Permission to \S+ denied|Host key verification failed|repository is read-?only|archived so it is read-only|Insufficient permission/i.test(
    stderr,
  );
}

/** Words of git, ssh and curl for: nobody there, or nothing there. */
function isUnreachable(stderr: string): boolean {
  return /Could not resolve|Connection (refused|timed out|reset|closed)|unable to connect|Network is unreachable|No route to host|Operation timed out|Failed to connect|does not appear to be a git repository|Could not read from remote repository|unable to access|no such repository|repository .*not found|hung up|early EOF|SSL|TLS|HTTP 5\d\d|error: 5\d\d/i.test(
    stderr,
  );
}

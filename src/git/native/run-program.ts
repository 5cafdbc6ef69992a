import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { BeadsError } from "../../errors.ts";
import type { Environment } from "../environment.ts";
import type { GitRun, RunOptions } from "./git-process.ts";

export interface ProgramOptions extends RunOptions {
  readonly env: Environment;
  readonly directory: string;
  /** Milliseconds between asking it to end and killing it, once the signal says so. */
  readonly grace?: number;
  /** Milliseconds after which a short program is killed. */
  readonly longest?: number;
}

/** Milliseconds that a process has to take its lock files away before it is killed outright. */
const GRACE = 2000;

/** Bytes that a program may say where all of it is kept; nothing that bd asks git for comes near. */
const MOST_OUTPUT = 1 << 28;

/** Bytes of its complaints that are kept: the first ones say what is wrong. */
const MOST_WORDS = 1 << 20;

/**
 * Milliseconds for what takes some: who needs a minute waits for a disk or a program that answers no more, and nothing else of bd could go on meanwhile.
 * A lock file that a git killed so leaves behind is treated as after any crash.
 */
const LONGEST = 60_000;

/** Runs a program to its end, with its input given whole and its output taken whole or in pieces. */
export function runProgram(program: string, args: readonly string[], options: ProgramOptions): Promise<GitRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.directory,
      env: options.env,
      stdio: ["pipe", "pipe", "pipe"],
      detached: options.group === true && process.platform !== "win32",
      windowsHide: true,
    });
    let failure: unknown;
    let killing: NodeJS.Timeout | undefined;
    const stop = () => {
      if (killing !== undefined || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      sendSignal(child, "SIGTERM", options.group === true);
      killing = setTimeout(() => sendSignal(child, "SIGKILL", options.group === true), options.grace ?? GRACE).unref();
    };
    const stdout = collect(child, options.take ?? null, (error) => {
      failure = error;
      stop();
    });
    const stderr: Buffer[] = [];
    let words = 0;
    child.stderr.on("data", (chunk: Buffer) => {
      if (words < MOST_WORDS) stderr.push(chunk.subarray(0, MOST_WORDS - words));
      words += chunk.length;
    });
    child.once("error", (cause) => reject(missing(program, options.directory, cause)));
    child.once("exit", () => {
      // What still runs below a process that was ended may hold its streams open for long.
      if (killing === undefined) return lingering(child, options.grace ?? GRACE);
      if (options.group === true) sendSignal(child, "SIGKILL", true);
      letGo(child);
    });
    child.once("close", (code, signal) => {
      clearTimeout(killing);
      options.signal?.removeEventListener("abort", stop);
      if (failure !== undefined) return reject(failure);
      const status = code ?? 128 + (signal === null ? 0 : 9);
      resolve({ status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString("utf8"), pid: child.pid ?? 0 });
    });
    // A program that ends before it has read everything says why with its status.
    child.stdin.on("error", () => {});
    child.stdin.end(options.input ?? "");
    options.signal?.addEventListener("abort", stop, { once: true });
  });
}

/**
 * Runs a short program while everything else waits: with streams and events a run costs twice as much. For what takes some
 * milliseconds and says little.
 */
export function runShortProgram(program: string, args: readonly string[], options: ProgramOptions): GitRun {
  const settings = {
    cwd: options.directory,
    env: options.env,
    input: options.input ?? "",
    maxBuffer: MOST_OUTPUT,
    windowsHide: true,
    timeout: options.longest ?? LONGEST,
    killSignal: "SIGKILL" as const,
    // A session of its own (Node takes this here too, though its types do not say so): whoever kills bd and all its group
    // must not kill git between making a ref's lock file and moving it, or the ref stays locked.
    detached: process.platform !== "win32",
  };
  const ran = spawnSync(program, args, settings);
  if ((ran.error as NodeJS.ErrnoException | undefined)?.code === "ETIMEDOUT") throw gitSilent(settings.timeout);
  // A program that ended before it had read its input was started all the same: what it said tells why.
  const broken = (ran.error as NodeJS.ErrnoException | undefined)?.code === "EPIPE";
  if ((ran.error as NodeJS.ErrnoException | undefined)?.code === "ENOBUFS") throw tooMuch();
  if (ran.error !== undefined && !broken) throw missing(program, options.directory, ran.error);
  return { status: ran.status ?? 128 + 9, stdout: ran.stdout, stderr: ran.stderr.toString("utf8"), pid: ran.pid };
}

function collect(
  child: ChildProcess,
  taken: ((chunk: Buffer) => void) | null,
  fail: (error: unknown) => void,
): readonly Buffer[] {
  const chunks: Buffer[] = [];
  let failed = false;
  let kept = 0;
  const keep = (chunk: Buffer) => {
    kept += chunk.length;
    if (kept > MOST_OUTPUT) throw tooMuch();
    chunks.push(chunk);
  };
  const take = taken ?? keep;
  child.stdout?.on("data", (chunk: Buffer) => {
    if (failed) return;
    try {
      take(chunk);
    } catch (error) {
      failed = true;
      chunks.length = 0;
      fail(error);
    }
  });
  return chunks;
}

/** Waits for the streams of a program that ended by itself as long as something comes; then whoever it left behind holds them, and says no more. */
function lingering(child: ChildProcess, pause: number): void {
  let heard = 0;
  const timer = setTimeout(() => {
    const before = heard;
    // Where bd itself was busy all that time, what came meanwhile is read first.
    setImmediate(() => (heard === before ? letGo(child) : timer.refresh()));
  }, pause);
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", () => heard++);
  child.once("close", () => clearTimeout(timer));
}

function letGo({ stdout, stderr }: ChildProcess): void {
  stdout?.destroy();
  stderr?.destroy();
}

function sendSignal(child: ChildProcess, signal: "SIGTERM" | "SIGKILL", group: boolean): void {
  try {
    if (group && child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It ended by itself meanwhile.
  }
}

/** The error for a git that was ended because it did not answer: that it ended so says nothing about what it was asked. */
export function gitSilent(milliseconds: number): BeadsError {
  return new BeadsError("environment", "GIT_SILENT", `git did not answer within ${milliseconds / 1000} s, and was ended.`, {
    hints: [
      "A disk that does not answer, or a program that git waits for, is the usual reason: git status shows whether git works here.",
    ],
    fields: { milliseconds },
  });
}

function tooMuch(): BeadsError {
  return new BeadsError("environment", "GIT_FAILED", `git said more than ${MOST_OUTPUT >> 20} MiB, and was ended.`, {
    hints: ["A wrapper in the place of git may be the reason: git status shows whether git works here."],
  });
}

function missing(program: string, directory: string, cause: unknown): BeadsError {
  return new BeadsError("environment", "GIT_MISSING", `git could not be started in ${directory}.`, {
    hints: [`The program was expected at ${program}.`],
    cause,
  });
}

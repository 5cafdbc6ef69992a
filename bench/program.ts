import { spawn, spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./place.ts";

/** The program as it is shipped. */
export const BD = join(import.meta.dirname, "..", "dist", "bd.js");

/** A command line, and where it runs. */
export interface Command {
  readonly words: readonly string[];
  readonly directory: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A status other than 0 that is no failure here. */
  readonly allow?: readonly number[];
}

export interface Outcome {
  /** Milliseconds from start to end of the whole process. */
  readonly wall: number;
  readonly status: number;
  readonly stdout: string;
}

export const bd = (...words: string[]): string[] => [process.execPath, BD, ...words];
export const git = (...words: string[]): string[] => ["git", ...words];
/** The yardstick N0. */
export const emptyNode = (): string[] => [process.execPath, "-e", "0"];

/** Runs a command to its end. @throws with its words if it fails */
export function run(place: Place, command: Command): Outcome {
  const [program = "", ...rest] = command.words;
  const started = performance.now();
  const ran = spawnSync(program, rest, {
    cwd: command.directory,
    env: { ...place.env, ...command.env },
    input: command.input ?? "",
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const wall = performance.now() - started;
  const status = ran.status ?? -1;
  if (status !== 0 && !command.allow?.includes(status)) throw failure(command, status, `${ran.stderr}\n${ran.stdout}`);
  return { wall, status, stdout: ran.stdout };
}

/** The same beside others that run at the same time. */
export function runBeside(place: Place, command: Command): Promise<Outcome> {
  const [program = "", ...rest] = command.words;
  const started = performance.now();
  const child = spawn(program, rest, {
    cwd: command.directory,
    env: { ...place.env, ...command.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const heard = { stdout: "", stderr: "" };
  child.stdout.on("data", (data) => {
    heard.stdout += data;
  });
  child.stderr.on("data", (data) => {
    heard.stderr += data;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const status = code ?? -1;
      if (status === 0 || command.allow?.includes(status))
        resolve({ wall: performance.now() - started, status, stdout: heard.stdout });
      else reject(failure(command, status, heard.stderr + heard.stdout));
    });
  });
}

/** MiB that a command of Node held at its peak; it is asked at its very end. */
export function peakOf(place: Place, command: Command): number {
  const note = place.path("peak.txt");
  const hook = join(import.meta.dirname, "peak-hook.cjs");
  const [program = "", ...rest] = command.words;
  run(place, { ...command, words: [program, "--require", hook, ...rest], env: { ...command.env, BD_BENCH_PEAK: note } });
  const peak = Number(readFileSync(note, "utf8")) / 1024;
  rmSync(note);
  return peak;
}

function failure(command: Command, status: number, words: string): Error {
  const line = words.split("\n").find((each) => each.trim() !== "") ?? "";
  const name = command.words.filter((word) => word !== process.execPath).map((word) => (word === BD ? "bd" : word));
  return new Error(`${name.slice(0, 4).join(" ")} gave ${status}: ${line}`);
}

import { spawn } from "node:child_process";
import { PROGRAM } from "./processes.ts";
import type { Scratch } from "./scratch.ts";

/** Starts `bd` in a process group of its own and kills it, git and all, after `life` milliseconds. Answers its status, null if it was killed. */
export function runAndKill(here: Scratch, directory: string, args: readonly string[], life: number): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: directory, env: here.env, stdio: "ignore", detached: true });
    const timer = setTimeout(() => {
      try {
        process.kill(-(child.pid ?? 0), "SIGKILL");
      } catch {
        // It ended in the same instant.
      }
    }, life);
    child.on("exit", (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

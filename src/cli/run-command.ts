import { spawn } from "node:child_process";
import type { Host } from "./host.ts";

/** How a command of the caller's ended: null where all is well, else in words. */
export type Ended = string | null;

/** How long a command that was told to end may take over it, in milliseconds. */
const GRACE = 2_000;

/**
 * Runs a command that the caller typed, by a shell, with a value as JSON on its standard input. Only ever what stood on the command line: nothing
 * of a ledger is executed. What it prints goes to standard error, since standard output is the answer's. Given up when the caller is interrupted,
 * and killed if it does not care.
 */
export function runCommand(
  command: string,
  value: object,
  { host, directory }: { host: Host; directory: string },
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, {
      cwd: directory,
      env: { ...host.env },
      shell: true,
      stdio: ["pipe", 2, 2],
      windowsHide: true,
    });
    let last: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill("SIGTERM");
      last = setTimeout(() => child.kill("SIGKILL"), GRACE);
    };
    host.signal.addEventListener("abort", stop, { once: true });
    const end = (ended: Ended) => {
      clearTimeout(last);
      host.signal.removeEventListener("abort", stop);
      resolve(ended);
    };
    child.once("error", (error) => end(`it could not be started: ${error.message}`));
    child.once("exit", (status, signal) => end(status === 0 ? null : `it ended with ${signal ?? `status ${status}`}`));
    // Whoever does not read what they are given has their reasons.
    child.stdin?.on("error", () => {});
    child.stdin?.end(`${JSON.stringify(value)}\n`);
  });
}

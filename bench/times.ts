import { spawnSync } from "node:child_process";
import type { Place } from "./place.ts";
import { type Command, run } from "./program.ts";

/** Something by which a command is measured, in milliseconds. */
export type Timer = (place: Place, command: Command) => number;

/** From the start of the process to its end, as whoever waits for it has it. */
export const wallOf: Timer = (place, command) => run(place, command).wall;

/**
 * Processor time of the whole process and of all that it starts (git), as the shell's `time` counts it.
 * It hardly depends on what else the machine does.
 */
export const cpuOf: Timer = (place, command) => {
  const script = "TIMEFORMAT='%3U %3S'; { time \"$@\" >/dev/null 2>&1 </dev/null; } 2>&1";
  const { stdout } = spawnSync("bash", ["-c", script, "bash", ...command.words], {
    cwd: command.directory,
    env: { ...place.env, ...command.env },
    encoding: "utf8",
  });
  const [user = Number.NaN, system = Number.NaN] = (stdout ?? "").trim().split(" ").map(Number);
  return (user + system) * 1000;
};

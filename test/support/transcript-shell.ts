import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { main } from "../../src/main.ts";
import { fakeHost, START, StoryClock } from "./fake-host.ts";
import type { Scratch } from "./scratch.ts";
import { seededChance } from "./seeded-chance.ts";
import { shellLine } from "./shell-words.ts";
import type { Play, Step } from "./transcript.ts";

/**
 * Where a transcript is played: `bd` in process with a clock, chance and author that never change; `cd` and `export` here;
 * anything else by a shell. The scratch folder is written as `~`. `export HOME=~/laptop` is another machine: a home of its own.
 */
export class TranscriptShell {
  readonly #scratch: Scratch;
  readonly #clock = new StoryClock(START);
  readonly #chance = seededChance(7);
  #directory: string;
  #env: Readonly<Record<string, string>>;

  constructor(scratch: Scratch) {
    this.#scratch = scratch;
    this.#directory = scratch.root;
    // Which process is found above a test depends on who runs it: here the test itself is watched, so every agent of a transcript lives.
    this.#env = { ...scratch.env, BD_AGENT_PID: String(process.pid) };
  }

  readonly play: Play = async (step) => {
    this.#clock.tick();
    const { output, status } = await this.#run(step);
    return { output: this.#tidy(output), status };
  };

  async #run({ command, input }: Step): Promise<{ output: string; status: number }> {
    const piped = /^(.*\S)\s*\|\s*((?:[A-Z_]+=\S+ )*(?:bd|git-beads)\b.*)$/.exec(command);
    if (piped !== null) {
      const { stdout } = await this.#shell(piped[1] ?? "", input ?? "");
      return this.#bd(piped[2] ?? "", stdout);
    }
    const { words } = shellLine(command);
    if (words[0] === "cd") return this.#enter(words[1] ?? this.#scratch.root);
    if (words[0] === "export") return this.#export(words[1] ?? "");
    if (words[0] === "bd") return this.#bd(command, input ?? "");
    const { stdout, stderr, status } = await this.#shell(command, input ?? "");
    return { output: stdout + stderr, status };
  }

  async #bd(command: string, stdin: string): Promise<{ output: string; status: number }> {
    const { env, words } = shellLine(command);
    const world = { now: this.#clock.now, chance: this.#chance, cwd: this.#directory, stdin };
    const host = fakeHost({ ...world, env: { ...this.#env, ...env } });
    const status = await main(words.slice(1), host);
    return { output: host.written.all, status };
  }

  #shell(command: string, input: string) {
    const at = new Date(this.#clock.now()).toISOString();
    const env = { ...this.#env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
    return this.#scratch.run("sh", ["-c", command], { directory: this.#directory, env, input });
  }

  #enter(where: string): { output: string; status: number } {
    const target = where.startsWith("~") ? `${this.#scratch.root}${where.slice(1)}` : resolve(this.#directory, where);
    if (!existsSync(target)) return { output: `cd: ${where}: no such folder`, status: 1 };
    this.#directory = target;
    return { output: "", status: 0 };
  }

  #export(assignment: string): { output: string; status: number } {
    const [name = "", value = ""] = assignment.split("=");
    const path = value.replace(/^~/, this.#scratch.root);
    const below = { XDG_CACHE_HOME: ".cache", XDG_STATE_HOME: ".state", XDG_DATA_HOME: ".data" };
    const folders = Object.entries(below).map(([variable, folder]) => [variable, join(path, folder)]);
    this.#env = { ...this.#env, [name]: path, ...(name === "HOME" ? Object.fromEntries(folders) : {}) };
    return { output: "", status: 0 };
  }

  #tidy(output: string): string {
    return output.replaceAll(this.#scratch.root, "~").replace(/\n$/, "");
  }
}

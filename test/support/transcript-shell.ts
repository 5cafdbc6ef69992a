import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Chance } from "../../src/domain/chance.ts";
import { main } from "../../src/main.ts";
import { fakeHost, START, StoryClock } from "./fake-host.ts";
import type { Scratch } from "./scratch.ts";
import { seededChance } from "./seeded-chance.ts";
import { shellLine } from "./shell-words.ts";
import type { Play, Step } from "./transcript.ts";

/** Where and when a transcript begins, if it goes on behind another one. */
export interface Beginning {
  readonly directory?: string;
  readonly start?: number;
  readonly seed?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Where a transcript is played: `bd` in process with a clock, chance and author that never change; `cd` and `export` here;
 * anything else by a shell. The scratch folder is written as `~`. `export HOME=~/laptop` is another machine: a home of its own.
 */
export class TranscriptShell {
  readonly #scratch: Scratch;
  readonly #clock: StoryClock;
  readonly #chance: Chance;
  #directory: string;
  #env: Readonly<Record<string, string>>;

  constructor(scratch: Scratch, { directory = scratch.root, start = START, seed = 7, env = {} }: Beginning = {}) {
    this.#scratch = scratch;
    this.#directory = directory;
    this.#clock = new StoryClock(start);
    this.#chance = seededChance(seed);
    // Which process is found above a test depends on who runs it: here the test itself is watched, so every agent of a transcript lives.
    this.#env = { ...scratch.env, BD_AGENT_PID: String(process.pid), ...env };
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
    const { env, words: typed } = shellLine(command);
    const { words, input, output } = this.#redirected(typed);
    const world = { now: this.#clock.now, chance: this.#chance, cwd: this.#directory, stdin: input ?? stdin };
    const host = fakeHost({ ...world, env: { ...this.#env, ...env } });
    const status = await main(words.slice(1), host);
    if (output === undefined) return { output: host.written.all, status };
    writeFileSync(output, host.written.stdout);
    return { output: host.written.stderr, status };
  }

  /** `< file` and `> file` at the end of a line. */
  #redirected(typed: readonly string[]): { words: readonly string[]; input?: string; output?: string } {
    const [sign = "", file = ""] = typed.slice(-2);
    const path = resolve(this.#directory, file);
    if (sign === "<") return { words: typed.slice(0, -2), input: readFileSync(path, "utf8") };
    return sign === ">" ? { words: typed.slice(0, -2), output: path } : { words: typed };
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

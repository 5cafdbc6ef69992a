import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Place } from "./place.ts";

/** How long something may take to show before a measure is given up, in milliseconds. */
const PATIENCE = 30_000;
/** A key for which nothing is drawn for so long changes nothing. */
const SILENCE = 2_000;

/** True where a terminal can be made without a program of our own: `script` of util-linux. */
export function hasPty(): boolean {
  return process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;
}

/** A program on a terminal of 120 by 40: keys in, what it draws out. */
export class Pty {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #note: string;
  #heard = "";
  #tell: () => void = () => undefined;
  /** When the program was started, by `performance.now()`. */
  readonly started = performance.now();

  constructor(place: Place, words: readonly string[], directory: string, env: Readonly<Record<string, string>> = {}) {
    this.#note = place.path("pty.pid");
    const quoted = words.map((word) => `'${word}'`).join(" ");
    const line = `stty cols 120 rows 40; echo $$ > '${this.#note}'; exec ${quoted}`;
    this.#child = spawn("script", ["-qfec", line, "/dev/null"], {
      cwd: directory,
      env: { ...place.env, TERM: "xterm-256color", SHELL: "/bin/sh", ...env },
    });
    this.#child.stdout.on("data", (data: Buffer) => {
      this.#heard += data.toString("utf8");
      this.#tell();
    });
  }

  /** Milliseconds from the start until a text was drawn. */
  async until(text: string): Promise<number> {
    while (!this.#heard.includes(text)) if (!(await this.#next(PATIENCE))) throw new Error(`${text} does not show.`);
    return performance.now() - this.started;
  }

  /** Milliseconds from a key until something was drawn for it; null where it changes nothing. */
  async press(key: string): Promise<number | null> {
    const before = performance.now();
    const next = this.#next(SILENCE);
    this.#child.stdin.write(key);
    const taken = (await next) ? performance.now() - before : null;
    // Everything that belongs to this frame, before the next key.
    await pause(60);
    return taken;
  }

  /** Writes a key and waits for nothing. */
  send(key: string): void {
    this.#child.stdin.write(key);
  }

  /** Processor time of the program so far, in milliseconds. */
  cpu(): number {
    const stat = readFileSync(join("/proc", this.#pid, "stat"), "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  /** The most memory that it held so far, in MiB. */
  peak(): number {
    const status = readFileSync(join("/proc", this.#pid, "status"), "utf8");
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  async end(key: string): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("close", resolve));
    this.send(key);
    await Promise.race([ended, pause(SILENCE, undefined, { ref: false })]);
    this.#child.kill();
  }

  get #pid(): string {
    return readFileSync(this.#note, "utf8").trim();
  }

  /** True once something is drawn, false where nothing is for so long. */
  async #next(patience: number): Promise<boolean> {
    const late = new AbortController();
    const drawn = new Promise<boolean>((resolve) => {
      this.#tell = () => resolve(true);
    });
    const limit = pause(patience, false, { signal: late.signal }).catch(() => false);
    const came = await Promise.race([drawn, limit]);
    late.abort();
    return came;
  }
}

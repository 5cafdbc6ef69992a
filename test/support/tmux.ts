import { execFileSync, spawnSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { onTestFinished, type TestContext } from "vitest";
import { PROGRAM } from "./processes.ts";
import type { Scratch } from "./scratch.ts";

/** How long something may take to show before the test is given up, and how often it is looked for: milliseconds. */
const PATIENCE = 20_000;
const LOOK = 20;

/** Skips a test, and says why, where there is no tmux. */
export function needingTmux(context: TestContext): void {
  if (spawnSync("tmux", ["-V"]).status !== 0) context.skip("There is no tmux on this machine.");
}

/** What a terminal is started with. */
export interface Screen {
  readonly width?: number;
  readonly height?: number;
  readonly env?: Readonly<Record<string, string>>;
}

let terminals = 0;

/** A real terminal with a shell in it, in which bd is typed. It ends with the test. */
export class Terminal {
  readonly #socket: string;

  constructor(here: Scratch, directory: string, { width = 80, height = 24, env = {} }: Screen) {
    this.#socket = `bd-test-${process.pid}-${++terminals}`;
    const all = { ...here.env, TERM: "xterm-256color", ...env };
    const size = ["-x", String(width), "-y", String(height)];
    execFileSync(
      "tmux",
      ["-L", this.#socket, "-f", "/dev/null", "new-session", "-d", "-s", "t", ...size, "-c", directory, "sh"],
      { env: all },
    );
    this.#tmux("set-option", "-g", "escape-time", "0");
    onTestFinished(() => {
      spawnSync("tmux", ["-L", this.#socket, "kill-server"]);
    });
  }

  /** Types a line into the shell. */
  type(line: string): void {
    this.#tmux("send-keys", "-t", "t", "-l", line);
    this.keys("Enter");
  }

  /** Presses keys, by tmux's names: `j`, `Enter`, `Escape`, `C-z`. */
  keys(...names: readonly string[]): void {
    this.#tmux("send-keys", "-t", "t", ...names);
  }

  /** Pastes a text, between the marks that the program asked for. */
  paste(text: string): void {
    this.#tmux("set-buffer", text);
    this.#tmux("paste-buffer", "-p", "-r", "-t", "t");
  }

  resize(width: number, height: number): void {
    this.#tmux("resize-window", "-t", "t", "-x", String(width), "-y", String(height));
  }

  /** What the screen shows now. */
  screen(): string {
    return this.#tmux("capture-pane", "-p", "-t", "t");
  }

  /** Waits until the screen shows something, and answers what it shows. @throws with the screen where it does not come */
  async shows(expected: string | RegExp): Promise<string> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const screen = this.screen();
      if (typeof expected === "string" ? screen.includes(expected) : expected.test(screen)) return screen;
      if (Date.now() > end) throw new Error(`${String(expected)} does not show:\n${screen}`);
      await pause(LOOK);
    }
  }

  #tmux(...args: readonly string[]): string {
    return execFileSync("tmux", ["-L", this.#socket, ...args], { encoding: "utf8" });
  }
}

/** The line that starts the interface in a shell. */
export function uiCommand(...flags: readonly string[]): string {
  return [`"${process.execPath}"`, `"${PROGRAM}"`, "ui", ...flags].join(" ");
}

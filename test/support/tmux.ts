import { execFileSync, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
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
      const socket = this.#tmux("display-message", "-p", "#{socket_path}").trim();
      spawnSync("tmux", ["-L", this.#socket, "kill-server"]);
      // The server takes its socket away only sometimes, and later.
      rmSync(socket, { force: true });
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

  /** Sends bytes to the program as a terminal would, each text on its own. */
  send(...texts: readonly string[]): void {
    for (const text of texts) {
      const bytes = [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, "0"));
      this.#tmux("send-keys", "-t", "t", "-H", ...bytes);
    }
  }

  /** Waits until the program asks for what the mouse does, or does not ask for it any more. */
  async hearsMouse(expected: boolean): Promise<void> {
    const wanted = expected ? "1 1" : "0 0";
    const read = () => this.#tmux("display-message", "-p", "-t", "t", "#{mouse_standard_flag} #{mouse_sgr_flag}").trim();
    await until(
      () => read() === wanted,
      () => `The mouse is ${read()}, not ${wanted}`,
    );
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
    let screen = "";
    const isThere = () => {
      screen = this.screen();
      return typeof expected === "string" ? screen.includes(expected) : expected.test(screen);
    };
    await until(isThere, () => `${String(expected)} does not show:\n${screen}`);
    return screen;
  }

  #tmux(...args: readonly string[]): string {
    return execFileSync("tmux", ["-L", this.#socket, ...args], { encoding: "utf8" });
  }
}

async function until(holds: () => boolean, missing: () => string): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!holds()) {
    if (Date.now() > end) throw new Error(missing());
    await pause(LOOK);
  }
}

/** The line that starts the interface in a shell. */
export function uiCommand(...flags: readonly string[]): string {
  return [`"${process.execPath}"`, `"${PROGRAM}"`, "ui", ...flags].join(" ");
}

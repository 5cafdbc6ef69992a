import type { Instance } from "ink";
import type { SentFile, Stage } from "./stage.ts";

/** The screen that is put away when a program leaves, without cursor; lines that are too long are cut and not broken. */
const ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J\u001b[H";
const LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";

/** Windows has no other. */
const SIGNALS = ["SIGTERM", "SIGHUP", "SIGINT", ...(process.platform === "win32" ? [] : (["SIGQUIT"] as const))] as const;

interface Surroundings {
  readonly ascii: boolean;
  /** True where the mouse is heard from the beginning. */
  readonly mouse: boolean;
  /** The user's editor on a text; undefined where they gave it up. */
  readonly edit: (text: string, name: string) => string | undefined;
  /** Files of the user's by their paths. */
  readonly files: (paths: readonly string[]) => Promise<readonly SentFile[]>;
  /** Called when the screen has to be drawn whole again. */
  readonly restored: () => void;
}

/** The terminal as the controller sees it. Whatever ends the program, the user gets their screen back. */
export class Terminal implements Stage {
  readonly #around: Surroundings;
  readonly #end = Promise.withResolvers<void>();
  #ink: Instance | undefined;
  #entered = false;
  #quitting = false;
  #mouse: boolean;
  readonly #restore = () => this.#giveBack();
  readonly #hangUp = () => {
    this.#giveBack();
    this.quit();
  };
  readonly #crash = (error: unknown) => this.#end.reject(error);

  constructor(around: Surroundings) {
    this.#around = around;
    this.#mouse = around.mouse;
    // Whoever waits hears of it later.
    this.#end.promise.catch(() => undefined);
  }

  get ascii(): boolean {
    return this.#around.ascii;
  }

  /** True as long as the mouse is heard. */
  get mouse(): boolean {
    return this.#mouse;
  }

  /** Comes back when the user leaves. @throws what went wrong where nobody caught it */
  get ended(): Promise<void> {
    return this.#end.promise;
  }

  /** True while frames may be written: not behind a signal that ended it, and not while the shell or an editor has the terminal. */
  get isOurs(): boolean {
    return this.#entered;
  }

  size(): { readonly width: number; readonly height: number } {
    const { columns, rows } = process.stdout;
    return { width: columns || 80, height: rows || 24 };
  }

  enter(): void {
    process.stdout.write(ENTER);
    this.#entered = true;
    process.on("exit", this.#restore);
    // As long as somebody listens, Ink does not end the process by the signal itself.
    for (const signal of SIGNALS) process.on(signal, this.#hangUp);
    process.on("uncaughtException", this.#crash);
    process.on("unhandledRejection", this.#crash);
  }

  /** Takes the keys. */
  attach(ink: Instance): void {
    this.#ink = ink;
    // Not before the terminal is raw: what a mouse reports would be shown as letters.
    if (this.#mouse) process.stdout.write(MOUSE_ON);
    void ink.waitUntilExit().then(() => this.#end.resolve(), this.#crash);
    if (this.#quitting) ink.unmount();
  }

  leave(): void {
    if (this.#entered) process.stdout.write(this.#mouseOff);
    this.#ink?.unmount();
    this.#giveBack();
    process.off("exit", this.#restore);
    for (const signal of SIGNALS) process.off(signal, this.#hangUp);
    process.off("uncaughtException", this.#crash);
    process.off("unhandledRejection", this.#crash);
  }

  quit(): void {
    this.#quitting = true;
    // As long as it is raw: what comes behind would be typed into the shell.
    if (this.#entered) process.stdout.write(this.#mouseOff);
    this.#ink?.unmount();
  }

  toggleMouse(): boolean {
    this.#mouse = !this.#mouse;
    process.stdout.write(this.#mouse ? MOUSE_ON : MOUSE_OFF);
    return this.#mouse;
  }

  /** The shell has the terminal until the user comes back. */
  suspend(): void {
    if (process.platform === "win32") return;
    this.#aside();
    process.once("SIGCONT", () => this.#back());
    process.kill(process.pid, "SIGTSTP");
  }

  async edit(text: string, name: string): Promise<string | undefined> {
    this.#aside();
    try {
      return this.#around.edit(text, name);
    } finally {
      this.#back();
    }
  }

  files(paths: readonly string[]): Promise<readonly SentFile[]> {
    return this.#around.files(paths);
  }

  #giveBack(): void {
    if (!this.#entered) return;
    this.#entered = false;
    process.stdout.write(`${this.#mouseOff}${LEAVE}`);
  }

  get #mouseOff(): string {
    return this.#mouse ? MOUSE_OFF : "";
  }

  /** From here on nothing is drawn: it would stand in the shell's own screen. */
  #aside(): void {
    process.stdout.write(this.#mouseOff);
    process.stdin.setRawMode?.(false);
    process.stdout.write(PASTE_OFF);
    this.#giveBack();
  }

  #back(): void {
    process.stdin.setRawMode?.(true);
    process.stdout.write(`${ENTER}${PASTE_ON}${this.#mouse ? MOUSE_ON : ""}`);
    this.#entered = true;
    this.#around.restored();
    process.stdout.emit("resize");
  }
}

/** What a shell or an editor is not to find: that what is pasted stands between marks. */
const PASTE_ON = "\u001b[?2004h";
const PASTE_OFF = "\u001b[?2004l";

/** Clicks and the wheel, in the form that has room for every column. */
const MOUSE_ON = "\u001b[?1000h\u001b[?1006h";
const MOUSE_OFF = "\u001b[?1006l\u001b[?1000l";

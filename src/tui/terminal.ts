import type { Instance } from "ink";
import type { Stage } from "./controller.ts";

/** The screen that is put away when a program leaves, the cursor, and a clean page. */
const ENTER = "\u001b[?1049h\u001b[?25l\u001b[2J\u001b[H";
const LEAVE = "\u001b[?25h\u001b[?1049l";
const CLEAN = "\u001b[2J\u001b[H";

interface Surroundings {
  readonly ascii: boolean;
  /** The user's editor on a text; undefined where they gave it up. */
  readonly edit: (text: string, name: string) => string | undefined;
}

/** The terminal as the controller sees it. Whatever ends the program, the user gets their screen back. */
export class Terminal implements Stage {
  readonly ascii: boolean;
  readonly #edit: Surroundings["edit"];
  #ink: Instance | undefined;
  #entered = false;
  readonly #restore = () => this.leave();

  constructor({ ascii, edit }: Surroundings) {
    this.ascii = ascii;
    this.#edit = edit;
  }

  size(): { readonly width: number; readonly height: number } {
    const { columns = 80, rows = 24 } = process.stdout;
    return { width: columns, height: rows };
  }

  enter(): void {
    process.stdout.write(ENTER);
    this.#entered = true;
    process.on("exit", this.#restore);
  }

  attach(ink: Instance): void {
    this.#ink = ink;
  }

  leave(): void {
    if (!this.#entered) return;
    this.#entered = false;
    process.off("exit", this.#restore);
    process.stdout.write(LEAVE);
  }

  quit(): void {
    this.#ink?.unmount();
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
      return this.#edit(text, name);
    } finally {
      this.#back();
    }
  }

  #aside(): void {
    process.stdin.setRawMode?.(false);
    process.stdout.write(LEAVE);
  }

  #back(): void {
    process.stdin.setRawMode?.(true);
    process.stdout.write(ENTER + CLEAN);
    this.#ink?.clear();
    process.stdout.emit("resize");
  }
}

import { Readable } from "node:stream";
import { type Mouse, MouseReports } from "./mouse-reports.ts";

/** As much of a terminal's input as is needed here. */
export interface TerminalInput {
  readonly isTTY?: boolean;
  setEncoding(encoding: "utf8"): unknown;
  setRawMode(raw: boolean): unknown;
  on(event: "data", hear: (text: string) => void): unknown;
  off(event: "data", hear: (text: string) => void): unknown;
  pause(): unknown;
  resume(): unknown;
  ref(): unknown;
  unref(): unknown;
}

/** Who hears the mouse; as long as it is off, an escape is given out at once. */
export interface Hearer {
  isOn(): boolean;
  readonly heard: (mouse: Mouse) => void;
}

/** Milliseconds after which an escape that nothing follows was the key. */
const FOLLOWS = 50;

/** A terminal's input without what the mouse reports: the keys, as if there were no mouse, for whoever reads keys. */
export class SiftedInput extends Readable {
  readonly isTTY = true;
  readonly #source: TerminalInput;
  readonly #hearer: Hearer;
  readonly #reports = new MouseReports();
  readonly #take = (text: string) => this.#sift(text);
  #waiting: NodeJS.Timeout | undefined;

  constructor(source: TerminalInput, hearer: Hearer) {
    super();
    this.#source = source;
    this.#hearer = hearer;
  }

  /** Reads the terminal as long as it is raw: nothing is taken that is meant for others. */
  setRawMode(raw: boolean): this {
    this.#source.setRawMode(raw);
    this.#source.off("data", this.#take);
    if (raw) {
      this.#source.setEncoding("utf8");
      this.#source.on("data", this.#take);
      this.#source.resume();
    } else this.#source.pause();
    return this;
  }

  ref(): this {
    this.#source.ref();
    return this;
  }

  unref(): this {
    this.#source.unref();
    return this;
  }

  override _read(): void {
    // What comes is pushed as it comes.
  }

  #sift(text: string): void {
    clearTimeout(this.#waiting);
    const isOn = this.#hearer.isOn();
    for (const piece of this.#reports.take(text, isOn)) {
      if (typeof piece === "string") this.push(piece, "utf8");
      else if (isOn) this.#hearer.heard(piece);
    }
    if (!this.#reports.doubtful) return;
    if (isOn) this.#waiting = setTimeout(() => this.#release(), FOLLOWS);
    else this.#release();
  }

  #release(): void {
    this.push(this.#reports.release(), "utf8");
  }
}

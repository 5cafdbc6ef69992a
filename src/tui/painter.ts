import type { Line } from "./line.ts";
import { type Palette, paintLine } from "./palette.ts";

/** What stands between these shows at once: nobody sees half a frame. */
const BEGIN = "\u001b[?2026h";
const END = "\u001b[?2026l";
const HOME = "\u001b[H";
const CLEAN = "\u001b[2J";

/** Writes frames to a terminal: only the rows that changed. */
export class Painter {
  readonly #palette: Palette;
  readonly #write: (text: string) => void;
  #rows: readonly string[] | undefined;

  constructor(palette: Palette, write: (text: string) => void) {
    this.#palette = palette;
    this.#write = write;
  }

  /** The terminal shows something else by now: the next frame is written whole. */
  forget(): void {
    this.#rows = undefined;
  }

  draw(frame: readonly Line[]): void {
    const rows = frame.map((line) => paintLine(line, this.#palette));
    const before = this.#rows;
    const changed = rows.flatMap((row, n) => (row === before?.[n] ? [] : [`\u001b[${n + 1};1H\u001b[2K${row}`]));
    this.#rows = rows;
    if (changed.length > 0) this.#write(`${BEGIN}${before === undefined ? CLEAN : ""}${changed.join("")}${HOME}${END}`);
  }
}

import type { Command, Pressed } from "./keymap.ts";
import type { Hit } from "./line.ts";
import type { Mode, Notice } from "./mode.ts";
import type { Mouse } from "./mouse-reports.ts";
import type { Pages } from "./pages.ts";

/** What the mouse works on. */
interface Desk {
  readonly pages: Pages;
  /** What stands at a cell of the screen. */
  readonly at: (mouse: Mouse) => Hit | undefined;
  readonly enter: (mode: Mode) => void;
  readonly obey: (command: Command) => Promise<void>;
  /** Takes a key while something is typed. */
  readonly type: (pressed: Pressed) => Promise<void>;
}

interface Click {
  readonly mouse: Mouse;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** What stood there. */
  readonly hit: Hit | undefined;
}

/** Milliseconds between the two clicks of a double one. */
const DOUBLE = 400;
/** Rows for each notch of the wheel. */
const NOTCH = 3;

/** Takes what the mouse does: all of it is what keys can do, too. */
export class Pointing {
  readonly #desk: Desk;
  #last: Click | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** `at`: when it was done, milliseconds since 1970 UTC. */
  async take(mode: Mode, mouse: Mouse, at: number): Promise<void> {
    if (mouse.kind === "wheel") return this.#roll(mode, mouse.by);
    const first = this.#firstOf(mouse, at);
    const isSecond = first !== undefined;
    const hit = isSecond ? first.hit : this.#desk.at(mouse);
    this.#last = isSecond ? undefined : { mouse, at, hit };
    if (hit === undefined) return;
    if (hit.kind === "item") await this.#pick(mode, hit, isSecond);
    else if (hit.kind === "screen") await this.#goTo(mode, hit.number);
    else if (mode.kind === "palette" && hit.kind === "action") await this.#choose(mode, hit.at, isSecond);
    else if (mode.kind === "ask" && hit.kind === "field") this.#fill(mode, hit.at);
  }

  /** The click before, in the same place a moment ago: the second one is for what stood there then, wherever that has moved. */
  #firstOf({ column, row }: Mouse, at: number): Click | undefined {
    const last = this.#last;
    if (last === undefined || at - last.at > DOUBLE) return undefined;
    return last.mouse.row === row && Math.abs(last.mouse.column - column) <= 1 ? last : undefined;
  }

  async #roll(mode: Mode, by: -1 | 1): Promise<void> {
    const { obey, type } = this.#desk;
    if (mode.kind === "palette" || mode.kind === "filter") await type({ text: "", name: by < 0 ? "up" : "down" });
    else if (mode.kind !== "ask") await obey({ kind: "move", by: by * NOTCH });
  }

  async #pick(mode: Mode, { key, row }: Extract<Hit, { kind: "item" }>, isSecond: boolean): Promise<void> {
    const { pages, enter, obey } = this.#desk;
    // What is half written is not given up by a click.
    if (mode.kind !== "browse" && mode.kind !== "filter") return;
    enter({ kind: "browse" });
    if (isSecond) await obey({ kind: "open" });
    else pages.point(key, row);
  }

  async #goTo(mode: Mode, number: number): Promise<void> {
    if (mode.kind !== "ask") await this.#desk.obey({ kind: "screen", number });
  }

  async #choose(mode: Extract<Mode, { kind: "palette" }>, at: number, isSecond: boolean): Promise<void> {
    if (isSecond) await this.#desk.type({ text: "", name: "return" });
    else this.#desk.enter({ ...mode, at });
  }

  #fill(mode: Extract<Mode, { kind: "ask" }>, at: number): void {
    if (at !== mode.asking.at) this.#desk.enter({ ...mode, asking: { ...mode.asking, at, own: false, missing: false } });
  }
}

/** What is said when the mouse is heard, or not any more. */
export function mouseWords(on: boolean): Notice {
  const words = on ? "The mouse works here; with shift held down it selects text." : "The mouse selects text.";
  return { words, tone: "quiet" };
}

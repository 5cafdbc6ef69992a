/** What the mouse did, at a cell of the screen; both count from 0. */
export type Mouse =
  | { readonly kind: "click"; readonly column: number; readonly row: number }
  | { readonly kind: "wheel"; readonly by: -1 | 1; readonly column: number; readonly row: number };

/** A part of what a terminal sends: keys as they came, or what the mouse did. */
export type Piece = string | Mouse;

/** `ESC [ <`, button, column, row: the form that was asked for. Terminals that do not know it send `ESC [ M` and three letters. */
const REPORT = /^\u001b\[<(\d{1,5});(\d{1,5});(\d{1,5})([Mm])/;
const OLD_REPORT = /^\u001b\[M[\s\S]{3}/;
const OLD_BEGUN = /^\u001b\[M[\s\S]{0,2}$/;
const PASTE_BEGINS = "\u001b[200~";
const PASTE_ENDS = "\u001b[201~";
/** What may become one of these. */
const BEGUN = /^\u001b(?:\[(?:<[\d;]*|20{0,2})?)?$/;
/** What begins like a report and is none. */
const BROKEN = /^\u001b\[<[\d;]*[Mm]?/;

/**
 * Takes out of what a terminal sends what is about the mouse, however it is cut in pieces: nothing of a report ever gets through as keys. What was
 * pasted gets through untouched, since a text must not be able to click.
 */
export class MouseReports {
  #held = "";
  #pasted = false;

  /** True where what is held back may be keys too: the escape key is how every report begins. */
  get doubtful(): boolean {
    return !this.#pasted && (this.#held === "\u001b" || this.#held === "\u001b[");
  }

  /** Gives out what is held back: nothing followed, so it was a key. */
  release(): string {
    const held = this.#held;
    this.#held = "";
    return held;
  }

  /** The next piece of what the terminal sends, parted. `on`: the mouse is, and may report in the old form. */
  take(text: string, on: boolean): readonly Piece[] {
    const pieces: Piece[] = [];
    let rest = this.release() + text;
    while (rest !== "") {
      const length = this.#pasted ? this.#takePasted(rest, pieces) : this.#takeOne(rest, pieces, on);
      if (length === 0) {
        this.#held = rest;
        break;
      }
      rest = rest.slice(length);
    }
    return pieces;
  }

  /** How much of a text, which begins with something new, was taken; 0 where what follows decides. */
  #takeOne(text: string, pieces: Piece[], on: boolean): number {
    const begin = text.indexOf("\u001b");
    if (begin !== 0) return addKeys(pieces, begin < 0 ? text : text.slice(0, begin));
    const report = REPORT.exec(text);
    if (report !== null) return addMouse(pieces, report);
    if (BEGUN.test(text) || (on && OLD_BEGUN.test(text))) return 0;
    if (text.startsWith(PASTE_BEGINS)) {
      this.#pasted = true;
      return addKeys(pieces, PASTE_BEGINS);
    }
    const dropped = (on ? OLD_REPORT.exec(text) : null) ?? BROKEN.exec(text);
    return dropped === null ? addKeys(pieces, "\u001b") : dropped[0].length;
  }

  #takePasted(text: string, pieces: Piece[]): number {
    const end = text.indexOf(PASTE_ENDS);
    if (end >= 0) {
      this.#pasted = false;
      return addKeys(pieces, text.slice(0, end + PASTE_ENDS.length));
    }
    const begun = text.lastIndexOf("\u001b");
    const isBegun = begun >= 0 && PASTE_ENDS.startsWith(text.slice(begun));
    return addKeys(pieces, isBegun ? text.slice(0, begun) : text);
  }
}

function addKeys(pieces: Piece[], keys: string): number {
  const last = pieces.at(-1);
  if (typeof last === "string") pieces[pieces.length - 1] = last + keys;
  else if (keys !== "") pieces.push(keys);
  return keys.length;
}

const MODIFIERS = 0b11100;
const WHEEL_UP = 64;
const WHEEL_DOWN = 65;

/** The left button as it goes down, and the wheel; all else that a mouse can do means nothing here. */
function addMouse(pieces: Piece[], [whole, code, x, y, way]: RegExpExecArray): number {
  const button = Number(code) & ~MODIFIERS;
  const place = { column: Math.max(0, Number(x) - 1), row: Math.max(0, Number(y) - 1) };
  if (button === WHEEL_UP || button === WHEEL_DOWN) pieces.push({ kind: "wheel", by: button === WHEEL_UP ? -1 : 1, ...place });
  else if (Number(code) === 0 && way === "M") pieces.push({ kind: "click", ...place });
  return whole.length;
}

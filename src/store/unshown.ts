import type { ShownChange } from "./show-change.ts";

/** What of a clone's writes its view does not show yet: nothing, but while several writes of one command are made. */
export class Unshown {
  #holders = 0;
  #change: ShownChange | null = null;

  /** Keeps what is written from now on for whoever calls what this answers. That gives what is to be shown, where nobody else keeps it on. */
  hold(): () => ShownChange | null {
    this.#holders += 1;
    return () => {
      this.#holders -= 1;
      return this.#holders > 0 ? null : this.#taken();
    };
  }

  /** True where the change is kept; false where it is to be shown at once. */
  keep(change: ShownChange): boolean {
    if (this.#holders === 0) return false;
    this.#change = this.#change === null ? change : joined(this.#change, change);
    return true;
  }

  #taken(): ShownChange | null {
    const change = this.#change;
    this.#change = null;
    return change;
  }
}

/** Two changes as one. Where somebody else wrote in between only git knows all of it. */
function joined(first: ShownChange, second: ShownChange): ShownChange {
  const isWhole = first.to === second.from && first.files !== null && second.files !== null;
  return { from: first.from, to: second.to, files: isWhole ? [...first.files, ...second.files] : null };
}

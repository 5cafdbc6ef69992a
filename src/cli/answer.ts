/** A part of an answer, or what makes it: what is not printed need not be made. */
export type Part<T> = T | (() => T);

/** What a command says: a JSON value for programs, lines for people, and the exit status. Only one of the two is ever printed. */
export class Answer {
  readonly status: number;
  readonly #json: Part<unknown>;
  readonly #lines: Part<readonly string[]>;

  constructor(json: Part<unknown>, lines: Part<readonly string[]>, status: number) {
    this.#json = json;
    this.#lines = lines;
    this.status = status;
  }

  get json(): unknown {
    return typeof this.#json === "function" ? this.#json() : this.#json;
  }

  get lines(): readonly string[] {
    return typeof this.#lines === "function" ? this.#lines() : this.#lines;
  }
}

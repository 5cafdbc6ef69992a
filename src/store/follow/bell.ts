/** What a ring says besides that something may have moved. */
export interface Ring {
  /** True if branches of the code may have moved too. */
  readonly code: boolean;
}

/** Wakes one sleeper. A ring that nobody waits for is kept, and several become one. */
export class Bell {
  #rung: Ring | undefined;
  #wake: (() => void) | undefined;

  ring({ code }: Ring): void {
    this.#rung = { code: code || this.#rung?.code === true };
    this.#wake?.();
  }

  /** Comes back with what was rung since the last time, as soon as there is something; undefined once the signal is given. */
  async heard(signal: AbortSignal): Promise<Ring | undefined> {
    if (this.#rung === undefined && !signal.aborted) await this.#asleep(signal);
    const rung = this.#rung;
    this.#rung = undefined;
    return signal.aborted ? undefined : rung;
  }

  #asleep(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#wake = undefined;
        signal.removeEventListener("abort", wake);
        resolve();
      };
      this.#wake = wake;
      signal.addEventListener("abort", wake);
    });
  }
}

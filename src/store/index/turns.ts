/** Lets asynchronous work of one process go one after another, in the order of asking. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Waits until everybody who asked before is done, and answers what ends this turn. */
  async take(): Promise<() => void> {
    const before = this.last;
    let end: () => void = () => undefined;
    this.last = new Promise<void>((resolve) => {
      end = resolve;
    });
    await before;
    return end;
  }
}

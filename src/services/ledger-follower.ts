import { Bell } from "../store/follow/bell.ts";
import type { Workspace } from "./workspace.ts";

/** Calls back whenever the ledger of a clone may have moved, for what stays open: one call at a time, and several changes as one. */
export class LedgerFollower {
  readonly #ended = new AbortController();
  readonly #running: Promise<void>;
  readonly #begun = Promise.withResolvers<void>();

  /** The remote is not asked for it: what others write is seen once a fetch has brought it. */
  constructor(workspace: Workspace, changed: () => Promise<void> | void) {
    this.#running = this.#run(workspace, changed);
    this.#running.catch((error: unknown) => this.#begun.reject(error));
    this.#begun.promise.catch(() => undefined);
  }

  /** Done once nothing that happens from now on is missed; fails where there is nothing to follow. */
  get begun(): Promise<void> {
    return this.#begun.promise;
  }

  async stop(): Promise<void> {
    this.#ended.abort();
    await this.#running;
  }

  async #run({ ledger }: Workspace, changed: () => Promise<void> | void): Promise<void> {
    const { signal } = this.#ended;
    const bell = new Bell();
    const following = await ledger.follow({ bell, signal, asks: false });
    this.#begun.resolve();
    try {
      while ((await bell.heard(signal)) !== undefined) {
        await changed();
        following.rest();
      }
    } finally {
      await following.stop();
    }
  }
}

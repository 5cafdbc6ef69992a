import { statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as timer } from "node:timers/promises";
import { pushOnce } from "../await-push.ts";
import type { Clone } from "../clone.ts";
import { readContact, writeContact } from "../contact.ts";
import { type Lock, tryLock } from "../lock.ts";
import { branchRef, REMOTE_REF } from "../refs.ts";
import { findRemote, networkOf } from "../remote.ts";
import { bring } from "../synchronise.ts";
import { projectRemote } from "../write.ts";

/** The remote is asked every 3 to 5 seconds. */
const SHORTEST = 3_000;
const SPREAD = 2_000;
/** While it does not answer the pauses double, up to this. */
const LONGEST = 60_000;
/** A poller that has not touched its lock for so long is stuck, or gone where nobody can see it: others ask as well. */
const SILENT = 90_000;
/** What is pending for so many questions has nobody who pushes it: its own pusher failed or was killed. */
const STRANDED = 4;
/** How often it is written down that the remote was asked, in milliseconds. */
const NOTED = 20_000;

/** Polling as long as the signal lets it. `clone` is to be one without questions and without detached processes. */
export interface Polling {
  readonly clone: Clone;
  readonly signal: AbortSignal;
  /** Called when something came. */
  readonly came: () => void;
}

/**
 * Asks the remote for the ledger's one ref, again and again, and fetches when it moved. One process of a clone does: whoever has the lock;
 * the others see what it brings, and one of them goes on when it ends. A remote that does not answer is said once.
 */
export async function pollRemote({ clone, signal, came }: Polling): Promise<void> {
  const poller = new Poller(clone, came);
  let failures = 0;
  try {
    for (let turn = 0; !signal.aborted; turn++) {
      if (poller.mayAsk()) failures = (await poller.ask(signal)) ? 0 : failures + 1;
      await pause(failures, turn, signal);
    }
  } finally {
    poller.release();
  }
}

class Poller {
  readonly #clone: Clone;
  readonly #came: () => void;
  readonly #file: string;
  #lock: Lock | undefined;
  #warned = false;
  #stranded: { tip: string; seen: number; patience: number } = { tip: "", seen: 0, patience: STRANDED };

  constructor(clone: Clone, came: () => void) {
    this.#clone = clone;
    this.#came = came;
    this.#file = join(clone.folder, "poll.lock");
  }

  /** True for the clone's one poller. A clone that cannot be written cannot be fetched into either: there nobody asks. */
  mayAsk(): boolean {
    try {
      this.#lock ??= tryLock(this.#file, { now: this.#clone.now });
      const now = this.#clone.now();
      if (this.#lock === undefined) return now - statSync(this.#file).mtimeMs > SILENT;
      utimesSync(this.#file, now / 1000, now / 1000);
      return true;
    } catch (error) {
      if (!this.#warned && isUnwritable(error)) this.#warn("this repository cannot be written");
      return false;
    }
  }

  release(): void {
    this.#lock?.release();
    this.#lock = undefined;
  }

  /** False if the remote did not answer as it should. Then somebody else of this clone may try: it may have better means. */
  async ask(signal: AbortSignal): Promise<boolean> {
    try {
      await this.#look();
      if (this.#warned) this.#clone.progress("The remote answers again.");
      this.#warned = false;
      return true;
    } catch (error) {
      if (signal.aborted) return true;
      this.release();
      if (!this.#warned) this.#warn((error as Error).message);
      return false;
    } finally {
      this.#clone.index.rest();
    }
  }

  #warn(why: string): void {
    this.#warned = true;
    this.#clone.warn(`What others write cannot be seen for now: ${why.replace(/\.$/, "")}. Waiting goes on.`);
  }

  async #look(): Promise<void> {
    const clone = this.#clone;
    const remote = await findRemote(clone, projectRemote(clone));
    if (remote === null) return;
    const began = clone.now();
    const ref = branchRef(remote.branch);
    const tip = (await clone.repository.listRemote(remote.name, [ref], networkOf(clone))).get(ref) ?? null;
    if (tip !== (await clone.repository.readRef(REMOTE_REF))) {
      await bring(clone, remote);
      this.#came();
    } else if (began - readContact(clone).fetched > NOTED) writeContact(clone, { fetched: began, remote: true });
    if (tip !== null && (await this.#isStranded(tip))) await pushOnce(clone, remote);
  }

  /** True for what stays pending: whoever asked something and waits for the answer must not wait for a question that never left. */
  async #isStranded(remoteTip: string): Promise<boolean> {
    const tip = (await this.#clone.repository.readRef(this.#clone.ledgerRef)) ?? "";
    const { seen, patience } = this.#stranded;
    if (tip === remoteTip || tip !== this.#stranded.tip) {
      this.#stranded = { tip, seen: 0, patience: STRANDED };
      return false;
    }
    const isNow = seen + 1 >= patience;
    this.#stranded = { tip, seen: isNow ? 0 : seen + 1, patience: isNow ? patience * 2 : patience };
    return isNow;
  }
}

function isUnwritable(error: unknown): boolean {
  return ["EROFS", "EACCES", "EPERM", "ENOSPC"].includes((error as NodeJS.ErrnoException).code ?? "");
}

/** Spread by process and by turn, so that clones which began at once do not ask at once. */
async function pause(failures: number, turn: number, signal: AbortSignal): Promise<void> {
  const spread = ((Math.imul(process.pid, 2_654_435_761) + Math.imul(turn, 40_503_001)) >>> 0) / 2 ** 32;
  const usual = SHORTEST + spread * SPREAD;
  await timer(Math.min(LONGEST, usual * 2 ** Math.min(failures, 5)), undefined, { signal }).catch(() => undefined);
}

import type { Clone } from "../clone.ts";
import type { Bell } from "./bell.ts";
import { pollRemote } from "./poll-remote.ts";
import { type RefWatch, watchRefs } from "./watch-refs.ts";

/** How a ledger is followed. */
export interface FollowOptions {
  /** Rung whenever the ledger or the code may have moved, and now and then besides: time alone changes things, too. */
  readonly bell: Bell;
  readonly signal: AbortSignal;
  /** False: the remote is not asked, for what is left open all day; else every few seconds, as long as somebody waits. */
  readonly asks?: boolean;
}

/** A ledger that is followed. */
export interface Following {
  /** Lets go of what reads hold on to. Whoever is about to sleep says so. */
  rest(): void;
  /** Ends it. What is on its way over the network is given up. */
  stop(): Promise<void>;
}

/** How often somebody looks who is told of changes, in milliseconds, and who is not. */
const TOLD = 5_000;
const UNTOLD = 1_000;
/** Every so many looks the branches are looked at too: a network drive takes a watch and tells nothing. */
const THOROUGH = 12;

/**
 * Follows a ledger: what this clone's processes write through the file system's own notification, what others write by asking the remote.
 * Holds no write lock and starts no process that outlives it.
 */
export function followChanges(clone: Clone, { bell, signal, asks = true }: FollowOptions): Following {
  const own = new AbortController();
  const ended = AbortSignal.any([signal, own.signal]);
  const quiet = withoutCompany(clone, ended);
  const refs = watchRefs(clone.repository.location.commonDir, (ring) => bell.ring(ring));
  const ticking = tick(refs, bell);
  const came = () => bell.ring({ code: false });
  const polling = asks && mayPoll(clone) ? pollRemote({ clone: quiet, signal: ended, came }) : Promise.resolve();
  return {
    rest: () => clone.index.rest(),
    stop: async () => {
      own.abort();
      ticking.stop();
      refs.stop();
      await polling;
    },
  };
}

function mayPoll({ offline, repository }: Clone): boolean {
  return !offline && repository.adapter === "git";
}

/** Rings now and then: for what only the time changes, and where nothing is told. */
function tick(refs: RefWatch, bell: Bell): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const next = (looks: number) => {
    timer = setTimeout(
      () => {
        bell.ring({ code: !refs.works || looks % THOROUGH === 0 });
        next(looks + 1);
      },
      refs.works ? TOLD : UNTOLD,
    );
  };
  next(1);
  return { stop: () => clearTimeout(timer) };
}

/** The clone for work in which nobody is asked for a passphrase, that can be ended, and that leaves nothing running behind. */
function withoutCompany(clone: Clone, signal: AbortSignal): Clone {
  return Object.create(clone, {
    detached: { value: true, enumerable: true },
    background: { value: null, enumerable: true },
    signal: { value: signal, enumerable: true },
  }) as Clone;
}

import { toMilliseconds } from "./time.ts";

/** Whether somebody is at work now, best first. */
export const PRESENCES = ["online", "idle", "stuck", "stale", "gone", "unknown"] as const;
export type Presence = (typeof PRESENCES)[number];

/** What an agent says of itself. Every command of an agent says `working` where nothing else was said. */
export const BEAT_STATES = ["working", "idle", "stuck", "exiting"] as const;
export type BeatState = (typeof BEAT_STATES)[number];

/** What is known of a process on this machine. */
export type Life = "alive" | "dead" | "unknown";

/** Whoever was heard so lately is there; clocks may differ by as much. Milliseconds. */
export const FRESH = 5 * 60_000;

/** Whoever was not heard for so long is gone. Milliseconds. */
export const STALE = 20 * 60_000;

/** The last that was heard of an agent on this machine. */
export interface Sign {
  readonly state: BeatState;
  /** RFC 3339 UTC. */
  readonly at: string;
  /** Of the process that is watched; null where none was found when the sign was given. */
  readonly process: Life | null;
}

/**
 * What a beat means. A dead process is gone, and so is who said that it exits. A live one is busy, however long it was silent. Without a word of a
 * process, silence speaks: stale after five minutes, gone after twenty. Of a process that cannot be asked (another machine, another container) it
 * is never said that it is gone; nothing is known either of a beat out of a future that no clock explains.
 */
export function presenceOf(sign: Sign | undefined, now: number): Presence {
  if (sign === undefined) return "unknown";
  if (sign.state === "exiting" || sign.process === "dead") return "gone";
  const said = sign.state === "working" ? "online" : sign.state;
  if (sign.process === "alive") return said;
  const age = now - toMilliseconds(sign.at);
  if (age < -FRESH) return "unknown";
  if (age < FRESH) return said;
  if (age < STALE) return "stale";
  return sign.process === null ? "gone" : "unknown";
}

/** What the ledger has of somebody: their last act, and whether they hold a live claim. */
export interface Trace {
  /** RFC 3339 UTC; null for who never did anything. */
  readonly seen: string | null;
  readonly holds: boolean;
}

/**
 * What the ledger's word means for somebody of another machine. A lease says that they mean to be at work, so while it lives they are stale at the
 * worst; it takes more than silence to say that somebody is gone, who may be at work where nobody here can look.
 */
export function presenceByLedger({ seen, holds }: Trace, now: number): Presence {
  const age = seen === null ? Number.NaN : now - toMilliseconds(seen);
  if (age < FRESH && age >= -FRESH) return "online";
  if (age < STALE && age >= FRESH) return "stale";
  return holds ? "stale" : "unknown";
}

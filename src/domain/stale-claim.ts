import type { Life, Presence } from "./presence.ts";

/**
 * What becomes of a claim whose holder may be gone. `over`: expired, and nobody is there; it may be ended. `abandoned`: nobody is there, and its lease
 * runs on; until it is over that is for a person. `silent`: expired, and nobody can tell whether its holder is there. `busy`: expired by the clock, and
 * held, since its process lives.
 */
export const STALE_CLAIMS = ["over", "abandoned", "silent", "busy"] as const;
export type StaleClaim = (typeof STALE_CLAIMS)[number];

/** What is known of a claim and of who holds it. */
export interface ClaimSigns {
  readonly expired: boolean;
  /** Of the process that claimed, or that gave the last sign from there; null where none was noted on this machine. */
  readonly process: Life | null;
  /** By the beats of the workspace where it was claimed; null where there are none. */
  readonly presence: Presence | null;
  /** True where a person holds it: terminals end, and their people come back. */
  readonly person: boolean;
}

/** Judges one claim; undefined where nothing is amiss. The claim of a live process is never ended, whatever the clock says. */
export function judgeClaim({ expired, process, presence, person }: ClaimSigns): StaleClaim | undefined {
  if (process === "alive") return expired ? "busy" : undefined;
  const gone = !person && (process === "dead" || presence === "gone");
  if (expired) return gone ? "over" : "silent";
  return gone ? "abandoned" : undefined;
}

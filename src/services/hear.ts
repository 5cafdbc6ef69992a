import type { BeadEvent } from "../domain/event.ts";
import type { Heard } from "../domain/feed.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { Mine } from "./mine.ts";
import { concerns } from "./watch-site.ts";

/** Who hears it, and in which ledger it happened. */
export interface Ear {
  readonly snapshot: Snapshot;
  readonly mine: Mine;
  /** True for another project's ledger: there, its people can write under any name, the reader's too. */
  readonly foreign: boolean;
}

/** An event as one reader hears it: their own or not, and whether they have to do with it. */
export function hear(event: BeadEvent, { snapshot, mine, foreign }: Ear): Heard {
  const isForeign = foreign || (event.from_project !== null && !mine.identities.has(event.from_project));
  return {
    ...event,
    foreign: isForeign,
    mine: !isForeign && event.by === mine.name,
    // What is on its way from there is theirs to follow.
    concerns_me: (!foreign || event.entry === null) && concerns(event, snapshot, mine),
  };
}

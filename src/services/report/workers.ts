import type { EventKind } from "../../domain/event.ts";
import { compareStamps } from "../../domain/time.ts";
import type { Ground } from "./ground.ts";

/** What one name did in the range. */
export interface WorkerRow {
  readonly name: string;
  readonly created: number;
  readonly claimed: number;
  readonly closed: number;
  readonly messages: number;
  readonly decisions: number;
  readonly commits: number;
  /** Everything that they did. */
  readonly events: number;
  /** The first and the last time. */
  readonly from: string;
  readonly at: string;
}

const DECIDING: ReadonlySet<EventKind> = new Set(["decided", "proposed", "accepted", "rejected", "answered"]);

/** Who did something, who did most first. */
export function workersIn({ events }: Pick<Ground, "events">): readonly WorkerRow[] {
  const names = [...new Set(events.map(({ by }) => by))];
  const rows = names.map((name): WorkerRow => {
    const own = events.filter(({ by }) => by === name);
    const times = own.map(({ at }) => at).sort(compareStamps);
    const count = (kind: EventKind) => own.filter((event) => event.kind === kind).length;
    return {
      name,
      created: count("created"),
      claimed: count("claimed"),
      closed: count("closed"),
      messages: count("message"),
      decisions: own.filter(({ kind, record_kind }) => DECIDING.has(kind) && record_kind !== null).length,
      commits: count("commit"),
      events: own.length,
      from: times[0] ?? "",
      at: times.at(-1) ?? "",
    };
  });
  return rows.sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1));
}

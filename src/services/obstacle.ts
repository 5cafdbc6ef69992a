import type { Hindrance, Moment } from "../domain/readiness.ts";
import type { Row, Snapshot, StatusFilter } from "../store/snapshot.ts";

/** Why an issue is not ready, with what is known of the bead that stands in the way. */
export interface Obstacle extends Hindrance {
  /** Null where no bead stands in the way, or it is not known here. */
  readonly title: string | null;
  readonly status: StatusFilter | null;
}

/** An issue with everything that keeps it from being ready; nothing does if the list is empty. */
export interface Explained {
  readonly row: Row;
  readonly obstacles: readonly Obstacle[];
}

export function explained(snapshot: Snapshot, row: Row, moment: Moment): Explained {
  return { row, obstacles: row.hindrances.map((hindrance) => obstacleOf(snapshot, hindrance, moment)) };
}

function obstacleOf(snapshot: Snapshot, hindrance: Hindrance, moment: Moment): Obstacle {
  const row = hindrance.id === null ? undefined : snapshot.row(hindrance.id, moment);
  return { ...hindrance, title: row?.issue.title ?? null, status: row?.computed ?? null };
}

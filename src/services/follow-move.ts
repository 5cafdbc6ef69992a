import { BeadsError } from "../errors.ts";
import { findSpot, type Spot } from "./spot.ts";
import type { Workspace } from "./workspace.ts";

/** An issue that went round in a ring, or very far, is answered where it was last seen. */
const MOST_MOVES = 5;

/** Where an issue's talk goes on, and the addresses that led there, the one that was named first. */
export interface Followed {
  readonly spot: Spot;
  readonly moved: readonly string[];
}

/**
 * Follows an issue that was handed off to where it is now, and says so. Where the way there is not known, its closed stub is answered after all.
 * Whoever follows closes the last spot; those on the way are closed.
 */
export async function followMove(workspace: Workspace, first: Spot): Promise<Followed> {
  let spot = first;
  const moved: string[] = [];
  for (let next = movedTo(spot); next !== null && moved.length < MOST_MOVES; next = movedTo(spot)) {
    const from = spot.address;
    const found = await findSpot(workspace, next).catch((error: unknown) => cannotFollow(workspace, from, error));
    if (found === undefined) break;
    workspace.warn(`${from} moved to ${found.address}: the message goes there.`);
    await spot.close();
    moved.push(from);
    spot = found;
  }
  return { spot, moved };
}

/** The address of what an issue became in another project; null where it did not move. */
export function movedTo({ issue }: Pick<Spot, "issue">): string | null {
  if (issue === null || issue.closed?.outcome !== "handed-off") return null;
  return issue.superseded_by?.includes(":") === true ? issue.superseded_by : null;
}

function cannotFollow(workspace: Workspace, from: string, error: unknown): undefined {
  if (!(error instanceof BeadsError)) throw error;
  workspace.warn(`${from} moved, and where it is now cannot be reached: ${error.message} The message stays on ${from}.`);
  return undefined;
}

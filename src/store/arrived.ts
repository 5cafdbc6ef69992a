import type { Snapshot } from "./snapshot.ts";

/** The sending of an issue: the outbox entry, and the identity of the project that it is of. */
export interface Sending {
  readonly op: string;
  readonly project: string;
}

/** More issues than this never end in the same six letters. */
const MOST = 20;

/**
 * The issue that a sending has become, whatever its id begins with: the project's prefix may have changed since. Every id that it can have been
 * given at first ends in the letters of the sending.
 */
export function findArrived(snapshot: Pick<Snapshot, "idsLike" | "issue">, { op, project }: Sending): string | undefined {
  return snapshot.idsLike(`-${op.slice(-6)}`, MOST).find((id) => {
    const origin = snapshot.issue(id)?.origin;
    return origin?.op === op && origin.project === project;
  });
}

import { nameOf } from "../domain/actor.ts";
import { type Asker, type HeldPaths, heldPaths, inForceSince, isReservedBy } from "../domain/held-paths.ts";
import type { ReservationMode } from "../domain/reservation.ts";
import type { Workspace } from "./workspace.ts";

/** A reservation in force. */
export interface ReservationRow {
  readonly id: string;
  /** Globs from the top of the work tree. */
  readonly paths: readonly string[];
  readonly mode: ReservationMode;
  readonly by: string;
  readonly issue: string | null;
  readonly intent: string | null;
  readonly since: string;
  readonly until: string;
  /** True if the caller can prove that it is theirs. */
  readonly mine: boolean;
}

/** Every reservation that holds now, oldest first; or those that may touch some globs. Expiry needs nobody to clean up. */
export async function reservationsInForce(workspace: Workspace, near?: readonly string[]): Promise<readonly ReservationRow[]> {
  const [held, asker] = await Promise.all([heldNow(workspace, near), askerOf(workspace)]);
  return held.map((one) => rowOf(one, asker));
}

/** The same as they are kept. */
export async function heldNow({ ledger }: Pick<Workspace, "ledger">, near?: readonly string[]): Promise<readonly HeldPaths[]> {
  const [snapshot, moment] = await Promise.all([ledger.snapshot(), ledger.moment()]);
  return heldPaths(snapshot.records("reservation", { live_at: inForceSince(moment), ...(near === undefined ? {} : { near }) }));
}

/** One as somebody sees it. */
export function rowOf({ head, until }: HeldPaths, asker: Asker): ReservationRow {
  const { id, paths, mode, by, issue, intent, at } = head;
  return { id, paths, mode, by, issue, intent, since: at, until, mine: isReservedBy(head, asker) };
}

/** The caller, with what they can show. */
export async function askerOf({ actor, proof }: Pick<Workspace, "actor" | "proof">): Promise<Asker> {
  return { ...(await proof()), name: nameOf(actor) };
}

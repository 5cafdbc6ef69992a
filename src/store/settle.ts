import type { Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";
import { dropEntry, type JournalEntry, readEntry, writeEntry } from "./journal.ts";
import { lockOwner } from "./lock-owner.ts";
import { dropLost, errorOf, findLost, type LostEntry } from "./lost-list.ts";
import type { PendingCommit } from "./pending.ts";
import { isAlive } from "./process-identity.ts";
import { REMOTE_REF } from "./refs.ts";

/** How an operation of this process stands with the remote. */
export type Standing =
  | { readonly state: "pending" }
  /** `result` is what its newest decision answered; undefined where the first one stands. */
  | { readonly state: "pushed"; readonly result: unknown };

/** Notes that the remote holds everything up to `tip`, and closes the journal entries of what it holds. */
export async function settle(clone: Clone, tip: Oid, seen: Oid | null, landed: readonly PendingCommit[]): Promise<void> {
  await clone.repository.updateRefs([{ ref: REMOTE_REF, to: tip, from: seen }], lockOwner(clone));
  clone.reached("push:noted");
  for (const { op } of landed) settleEntry(clone, op);
}

/** Closes one entry: a process that waits reads it first. */
export function settleEntry(clone: Clone, op: string): void {
  const entry = readEntry(clone, op);
  if (entry === undefined || entry.withdraw === true) return;
  if (waitsFor(entry)) writeEntry(clone, { ...entry, state: "settled" }, false);
  else dropEntry(clone, op);
}

function waitsFor(entry: JournalEntry): boolean {
  return entry.waits && isAlive(entry.process) !== false;
}

/** Looks how this process's own operation stands, and takes the answer out of the journal. @throws what it lost to. */
export function readStanding(clone: Clone, op: string): Standing {
  const entry = readEntry(clone, op);
  if (entry?.state === "pending") return { state: "pending" };
  if (entry !== undefined) {
    dropEntry(clone, op);
    return { state: "pushed", result: entry.result };
  }
  const lost: LostEntry | undefined = findLost(clone, op);
  if (lost === undefined) return { state: "pushed", result: undefined };
  dropLost(clone, op);
  throw errorOf(lost);
}

import type { OutboxEntry } from "../domain/outbox.ts";
import { BeadsError } from "../errors.ts";
import type { Urgency, Written } from "../store/ledger.ts";
import type { Edit, VerbArguments } from "../store/operation.ts";
import { dropAttempts, nextTry, readAttempts, writeAttempts } from "../store/outbox-attempts.ts";
import type { Snapshot } from "../store/snapshot.ts";
import type { Attempt } from "./carriers/carrier.ts";
import { addressOf } from "./outbox-entry.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Writes down in the sender's ledger what became of an entry; what still waits is remembered in this clone alone, with when to try again. Undefined
 * where nothing was written.
 */
export async function settleEntry(
  workspace: Workspace,
  entry: OutboxEntry,
  attempt: Attempt,
  urgency: Urgency,
): Promise<Written<unknown> | undefined> {
  const { location } = workspace.repository;
  if (attempt.state === "queued") {
    remember(workspace, entry, attempt);
    return undefined;
  }
  const snapshot = await workspace.ledger.snapshot();
  const edits =
    attempt.state === "delivered"
      ? relinked(snapshot, entry, attempt.bead)
      : attempt.state === "refused"
        ? unlinked(snapshot, entry)
        : [];
  const args: VerbArguments["mark"] = {
    ...{ entry: entry.id, state: attempt.state, bead: attempt.bead, reason: attempt.why, branch: attempt.branch },
    edits,
  };
  const written = await writeMark(workspace, args, urgency);
  dropAttempts(location, entry.id);
  return written;
}

/** A link that cannot be set right any more must not keep the word from being written. */
async function writeMark(workspace: Workspace, args: VerbArguments["mark"], urgency: Urgency): Promise<Written<unknown>> {
  try {
    return await workspace.ledger.write("mark", args, urgency);
  } catch (error) {
    if (args.edits.length === 0 || !(error instanceof BeadsError) || error.kind === "environment") throw error;
    return workspace.ledger.write("mark", { ...args, edits: [] }, urgency);
  }
}

function remember({ repository, ledger }: Workspace, entry: OutboxEntry, { why, code, final, hint, carrier }: Attempt): void {
  const tries = (readAttempts(repository.location, entry.id)?.tries ?? 0) + 1;
  const now = ledger.now();
  const die = (ledger.chance(1)[0] ?? 0) / 256;
  writeAttempts(repository.location, entry.id, {
    ...{ tries, last: now, next: nextTry(tries, now, die) },
    ...{ reason: why ?? "It was not tried yet.", code, final, hint },
    carrier: carrier === null ? null : `${carrier.kind} ${carrier.place}`,
  });
}

/** The edits that name a bead by the id that it got, where that is not the one that it was to get. */
function relinked(snapshot: Snapshot, entry: OutboxEntry, bead: string | null): Edit[] {
  return bead === null || bead === entry.bead ? [] : relink(snapshot, entry, addressOf({ ...entry, bead }));
}

/**
 * The edits after which nothing here names what will never be there: who waited for it would wait for ever. What was to move stays here, and who needed
 * it needs it here again.
 */
export function unlinked(snapshot: Snapshot, entry: OutboxEntry): Edit[] {
  return relink(snapshot, entry, entry.kind === "handoff" ? entry.issue : null).filter(({ id, set }) => {
    // The word itself opens what was to move, and takes its pointer away.
    return id !== entry.issue || set === undefined;
  });
}

function relink(snapshot: Snapshot, entry: OutboxEntry, to: string | null): Edit[] {
  if (entry.kind === "message") return [];
  const from = addressOf(entry);
  const needing = snapshot.dependents(from).map((id): Edit => {
    const success = snapshot.issue(id)?.needs.find((each) => each.id === from)?.needs_success === true;
    const needs = to === null ? [] : [{ id: to, needs_success: success }];
    return { id, remove: { needs: [from] }, add: { needs } };
  });
  const naming = snapshot.references(from).map(({ id, key }): Edit => {
    if (key !== "related" && key !== "discovered_from") return { id, set: { [key]: to } };
    return { id, remove: { [key]: [from] }, add: { [key]: to === null ? [] : [to] } };
  });
  return [...needing, ...naming];
}

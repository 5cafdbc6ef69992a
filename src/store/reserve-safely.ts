import { BeadsError } from "../errors.ts";
import { FRESH, hasNews } from "./claim-safely.ts";
import type { Clone } from "./clone.ts";
import { readContact } from "./contact.ts";
import type { Urgency, Written } from "./ledger.ts";
import { readLedgerTip } from "./ledger-tip.ts";
import { createMarker, dropMarker } from "./markers.ts";
import type { Operation, VerbArguments, VerbResults } from "./operation.ts";
import { preview } from "./preview.ts";
import { routeOf, writeOperation } from "./write.ts";

/**
 * Reserves with a marker beside it, by which the holder is known later. It goes where nothing new was reserved. What is said to be held, by others
 * or by the caller, may be old news: the remote is asked once before that is the answer.
 */
export async function reserveSafely(
  clone: Clone,
  asked: VerbArguments["reserve"],
  urgency: Urgency,
): Promise<Written<VerbResults["reserve"]>> {
  const id = clone.ids.operation();
  const { location } = clone.repository;
  const done = clone.ids.given !== null && (await isThere(clone, id));
  // What a run that was cut short left behind proves nothing yet.
  if (!done) dropMarker(location, id);
  const marker = done ? "" : createMarker(location, id, clone.chance, clone.env).hash;
  const operation = { op: id, verb: "reserve", args: { ...asked, id, marker }, actor: clone.actor } as const;
  try {
    if (!done) await learnNews(clone, operation, urgency);
    const written = await writeOperation(clone, operation, urgency);
    if (written.result.id !== id) dropMarker(location, id);
    return written;
  } catch (error) {
    if (!done && error instanceof BeadsError && error.kind !== "environment") dropMarker(location, id);
    throw error;
  }
}

/** The same command given once more: its reservation stands. */
async function isThere(clone: Clone, id: string): Promise<boolean> {
  await clone.index.sync(clone.repository, await readLedgerTip(clone));
  return clone.index.snapshot().record("reservation", id) !== undefined;
}

async function learnNews(clone: Clone, operation: Operation<"reserve">, urgency: Urgency): Promise<void> {
  const { waits } = await routeOf(clone, urgency);
  if (!waits || clone.now() - readContact(clone).fetched < FRESH) return;
  const isSure = await preview(clone, operation).then(
    ({ result, changed }) => changed && result.refused.length === 0,
    () => false,
  );
  if (!isSure) await hasNews(clone);
}

import { isMoment, mintMoment } from "../domain/id.ts";
import { BeadsError } from "../errors.ts";
import { FRESH, hasNews } from "./claim-safely.ts";
import type { Clone } from "./clone.ts";
import { readContact } from "./contact.ts";
import type { Urgency, Written } from "./ledger.ts";
import { createMarker, dropMarker } from "./markers.ts";
import type { Operation, VerbArguments, VerbResults } from "./operation.ts";
import { newOperationId } from "./operation-id.ts";
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
  const op = newOperationId(clone);
  const id = isMoment(op) ? op : mintMoment(clone.now(), clone.chance);
  const { location } = clone.repository;
  const { hash } = createMarker(location, id, clone.chance, clone.env);
  const operation = { op, verb: "reserve", args: { ...asked, id, marker: hash }, actor: clone.actor } as const;
  try {
    await learnNews(clone, operation, urgency);
    const written = await writeOperation(clone, operation, urgency);
    if (written.result.id !== id) dropMarker(location, id);
    return written;
  } catch (error) {
    if (error instanceof BeadsError && error.kind !== "environment") dropMarker(location, id);
    throw error;
  }
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

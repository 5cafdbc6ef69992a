import { isMoment, mintMoment } from "../domain/id.ts";
import { BeadsError } from "../errors.ts";
import type { Clone } from "./clone.ts";
import type { Urgency, Written } from "./ledger.ts";
import { createMarker, dropMarker } from "./markers.ts";
import type { VerbArguments, VerbResults } from "./operation.ts";
import { writeOperation } from "./write.ts";

/** Reserves with a marker beside it, by which the holder is known later. It goes where nothing new was reserved. */
export async function reserveSafely(
  clone: Clone,
  asked: VerbArguments["reserve"],
  urgency: Urgency,
): Promise<Written<VerbResults["reserve"]>> {
  const op = clone.ids.operation();
  const id = isMoment(op) ? op : mintMoment(clone.now(), clone.chance);
  const { location } = clone.repository;
  const { hash } = createMarker(location, id, clone.chance, clone.env);
  try {
    const args = { ...asked, id, marker: hash };
    const written = await writeOperation(clone, { op, verb: "reserve", args, actor: clone.actor }, urgency);
    if (written.result.id !== id) dropMarker(location, id);
    return written;
  } catch (error) {
    if (error instanceof BeadsError && error.kind !== "environment") dropMarker(location, id);
    throw error;
  }
}

import { mintMoment } from "../domain/id.ts";
import type { Clone } from "./clone.ts";

/** A fresh operation id: time first, then chance, so that ids sort as they were made. */
export function newOperationId(clone: Pick<Clone, "now" | "chance">): string {
  return mintMoment(clone.now(), clone.chance);
}

import { oneLine } from "../domain/strip.ts";
import type { TrailerResult } from "../services/trailer.ts";

export function trailerJson({ issue, held }: TrailerResult) {
  return { issue, held };
}

/** The line that goes under a message, as git takes trailers; none where it is not clear which. */
export function renderTrailer({ issue }: TrailerResult): string[] {
  return issue === null ? [] : [`Bead: ${oneLine(issue)}`];
}

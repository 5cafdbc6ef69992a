import { BeadsError } from "../errors.ts";

/** Where in a file something is wrong. `line` is 1 and up; null if it is not known. */
export interface Place {
  readonly path: string;
  readonly line: number | null;
  readonly key?: string;
}

/** A failure to read a file: it names path, line and reason, so that one bad file can be listed among good ones. */
export function invalid(code: string, place: Place, reason: string, hints: readonly string[] = []): BeadsError {
  const where = place.line === null ? place.path : `${place.path}, line ${place.line}`;
  const key = place.key === undefined ? {} : { key: place.key };
  return new BeadsError("invalid-data", code, `${where}: ${reason}.`, {
    hints,
    fields: { path: place.path, line: place.line, reason, ...key },
  });
}

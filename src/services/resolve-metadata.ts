import { checkBody } from "../domain/body.ts";
import { parseMetadata } from "../domain/metadata.ts";

/** Metadata as `key=value` pairs. @throws INVALID_METADATA, INVALID_BODY for control characters in a value */
export function resolveMetadata(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(pairs.map(parseMetadata).map(({ key, value }) => [key, checkBody(value)]));
}

import { BeadsError } from "../../errors.ts";

/** What a file says; undefined where it cannot be read: an event about it is still an event. */
export function readable<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof BeadsError) return undefined;
    throw error;
  }
}

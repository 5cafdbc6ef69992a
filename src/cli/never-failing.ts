/**
 * Does work whose failure must be nobody's trouble, such as a hook's: an agent's prompt must not be lost because something is wrong with a
 * ledger. Undefined where it failed.
 */
export async function neverFailing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

import { BeadsError } from "../errors.ts";

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

/**
 * The same for what is asked in every directory: nothing where there is no repository, or no ledger in it; and of trouble with git or the disk no
 * more than a sentence. Of other trouble only a hook hears nothing.
 */
export async function withoutLedger<T>(work: () => Promise<T>, isHook: boolean): Promise<T | string | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BeadsError && NO_LEDGER.has(error.code)) return undefined;
    if (error instanceof BeadsError && error.kind === "environment") return error.message;
    if (isHook) return undefined;
    throw error;
  }
}

const NO_LEDGER: ReadonlySet<string> = new Set(["NOT_A_REPOSITORY", "NO_LEDGER"]);

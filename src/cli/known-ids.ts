import { BeadsError } from "../errors.ts";
import { resolveId } from "../services/resolve-id.ts";
import type { Workspace } from "../services/workspace.ts";
import { idsOf } from "./each.ts";

/** What a verb that writes to several issues says about a word that names none of them: a hint, or nothing. */
export type WordHint = (word: string) => string | undefined;

/**
 * The ids as they were typed, each once, every one of them looked up before the first is written to: a word that names no issue leaves nothing
 * half done. What is refused for one issue that is there (it is blocked, say) still does not keep the others from their answers.
 * @throws MISSING_ARGUMENT, and what `resolveId` throws
 */
export async function knownIds(workspace: Workspace, argv: readonly string[], verb: string, hint?: WordHint): Promise<string[]> {
  const typed = idsOf(argv, verb);
  const snapshot = await workspace.ledger.snapshot();
  for (const word of typed) {
    try {
      resolveId(snapshot, word, { exact: true });
    } catch (error) {
      throw withHints(error, [hint?.(word), typed.length > 1 ? "Nothing was changed: every id is looked up first." : undefined]);
    }
  }
  return typed;
}

function withHints(error: unknown, hints: readonly (string | undefined)[]): unknown {
  if (!(error instanceof BeadsError)) return error;
  const added = hints.filter((hint) => hint !== undefined);
  const { kind, code, message, fields } = error;
  return added.length === 0
    ? error
    : new BeadsError(kind, code, message, { hints: [...added, ...error.hints], fields, cause: error });
}

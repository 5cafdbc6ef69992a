import { BeadsError } from "../../errors.ts";
import type { Attempt } from "./carrier.ts";

/** A mirror's repository that is there and cannot be used. */
const BROKEN: ReadonlySet<string> = new Set([
  "NOT_A_REPOSITORY",
  "REF_BROKEN",
  "OBJECT_MISSING",
  "NO_SUCH_DIRECTORY",
  "MIRROR_BROKEN",
]);

/** What git says of objects that should be there. */
const DAMAGE = /bad object|missing|unable to read|not a valid object|corrupt|broken|does not exist/i;

/** What the system says where a file lies in a folder's place, or the other way round. */
const MISPLACED: ReadonlySet<string> = new Set(["ENOTDIR", "EISDIR", "ENOENT"]);

/** True where the mirror is at fault, and not the way there. */
export function isBrokenMirror(error: unknown): boolean {
  return error instanceof BeadsError ? isBroken(error) : brokenFiles(error) !== undefined;
}

/** The same of an attempt to bring something through it. */
export function isDamage(attempt: Attempt | undefined): boolean {
  return attempt?.state === "queued" && isBroken({ code: attempt.code ?? "", message: attempt.why ?? "" });
}

/** What a mirror's misplaced files mean; undefined for every other failure. */
export function brokenFiles(error: unknown): BeadsError | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof BeadsError || !MISPLACED.has(code ?? "")) return undefined;
  return new BeadsError("environment", "MIRROR_BROKEN", `The copy of its ledger in the cache is broken: ${message}.`, {
    cause: error,
  });
}

function isBroken({ code, message }: { readonly code: string; readonly message: string }): boolean {
  return BROKEN.has(code) || (code === "GIT_FAILED" && DAMAGE.test(message));
}

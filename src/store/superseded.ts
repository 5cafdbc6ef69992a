import type { Actor } from "../domain/actor.ts";
import { BeadsError } from "../errors.ts";
import type { Ledger } from "./ledger.ts";
import type { Proof } from "./operation.ts";
import { refuseSuperseded } from "./verbs/guards.ts";

/** What a caller would be told who still writes on an issue that somebody took over from them; undefined where nobody did. */
export async function findSuperseded(
  ledger: Ledger,
  issue: string,
  caller: { readonly actor: Actor; readonly proof: Proof },
): Promise<BeadsError | undefined> {
  const read = async (path: string) => (await ledger.readFile(path))?.toString("utf8");
  try {
    await refuseSuperseded({ snapshot: await ledger.snapshot(), read }, caller, issue, caller.proof);
    return undefined;
  } catch (error) {
    if (error instanceof BeadsError && error.code === "CLAIM_SUPERSEDED") return error;
    throw error;
  }
}

import { join } from "node:path";
import { BeadsError } from "../errors.ts";
import type { Clone } from "./clone.ts";
import type { PushedAll } from "./ledger.ts";
import { takeLock } from "./lock.ts";
import { pushPending } from "./push.ts";
import { findRemote, type Remote } from "./remote.ts";
import { projectRemote } from "./write.ts";

/** How long a push waits for another pusher of this clone, in milliseconds. */
const PATIENCE = 60_000;

/** Codes of a remote that will say the same again. */
const FINAL: ReadonlySet<string> = new Set(["REMOTE_REFUSED", "REMOTE_IS_A_CLONE", "BRANCH_IS_NO_LEDGER"]);

/** Pushes everything pending to the remote that there is. What the remote or the network has against it is answered in words. @throws LEDGER_REWRITTEN, and what is broken here */
export async function pushAll(clone: Clone): Promise<PushedAll> {
  const remote = await findOrReason(clone);
  if (remote === null) return { reach: "local", why: null, final: false };
  if ("why" in remote) return { reach: "local", ...remote };
  const lock = await takeLock(join(clone.folder, "push.lock"), { timeout: PATIENCE });
  try {
    const { reach, why, final = false } = await pushPending(clone, remote);
    return { reach, why, final };
  } finally {
    lock.release();
  }
}

async function findOrReason(
  clone: Clone,
): Promise<Remote | { readonly why: string; readonly final: boolean; readonly code: string } | null> {
  try {
    return await findRemote(clone, projectRemote(clone));
  } catch (error) {
    if (!(error instanceof BeadsError)) throw error;
    return { why: error.message, final: FINAL.has(error.code), code: error.code };
  }
}

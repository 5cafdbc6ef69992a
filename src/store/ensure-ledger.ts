import { BeadsError } from "../errors.ts";
import type { Clone } from "./clone.ts";
import { noLedger } from "./ledger-tip.ts";

/** Makes sure that this clone has a ledger: a fresh clone of a project whose remote has one needs no init. @throws NO_LEDGER */
export async function ensureLedger(clone: Clone): Promise<void> {
  if ((await clone.repository.readRef(clone.ledgerRef)) !== null) return;
  if (clone.offline || clone.repository.adapter !== "git" || (await clone.repository.config()).remotes.length === 0)
    throw noLedger();
  const found = await lookOnRemote(clone);
  if (!found) throw noLedger();
}

async function lookOnRemote(clone: Clone): Promise<boolean> {
  const [{ fetchLedger, follow }, { findRemote }] = await Promise.all([import("./fetch.ts"), import("./remote.ts")]);
  try {
    const remote = await findRemote(clone, null);
    const tip = remote === null ? null : await fetchLedger(clone, remote);
    if (tip === null) return false;
    clone.progress("Found this project's ledger on the remote.");
    await follow(clone, tip);
    return true;
  } catch (error) {
    if (!(error instanceof BeadsError) || error.code === "AMBIGUOUS_REMOTE") throw error;
    throw new BeadsError("environment", "NO_LEDGER", "This clone has no ledger, and the remote could not be asked for one.", {
      hints: [error.message, "bd init --offline makes one here; it joins the remote's later."],
      cause: error,
    });
  }
}

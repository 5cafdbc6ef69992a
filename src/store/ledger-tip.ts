import { BeadsError } from "../errors.ts";
import type { Oid } from "../git/repository.ts";
import type { Clone } from "./clone.ts";

/** The ledger's tip in this clone. @throws NO_LEDGER if there is none. */
export async function readLedgerTip(clone: Pick<Clone, "repository" | "ledgerRef">): Promise<Oid> {
  const tip = await clone.repository.readRef(clone.ledgerRef);
  if (tip !== null) return tip;
  throw noLedger();
}

/** The failure of every command but init where no ledger is. */
export function noLedger(): BeadsError {
  return new BeadsError("environment", "NO_LEDGER", "This repository has no ledger yet.", {
    hints: ["bd init makes one, or adopts the one that the remote has."],
  });
}

import type { LostOperation } from "../../store/ledger.ts";
import type { PrimeSite, Rows } from "./site.ts";
import { firstOf } from "./site.ts";

/** Changes of the caller that could not be kept, until they are acknowledged. */
export async function lost({ workspace, name, most }: PrimeSite): Promise<Rows<LostOperation> | null> {
  return firstOf(await workspace.ledger.lostOf(name), most);
}

import { type EscalationRow, openEscalations } from "../escalations.ts";
import type { PrimeSite, Rows } from "./site.ts";
import { firstOf } from "./site.ts";

/** What is open: those because of which nobody may claim, then the gravest. */
export function escalations({ snapshot, moment, most }: PrimeSite): Rows<EscalationRow> | null {
  const open = openEscalations(snapshot, moment);
  return firstOf([...open.filter(({ pausing }) => pausing), ...open.filter(({ pausing }) => !pausing)], most);
}

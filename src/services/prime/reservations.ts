import { type ReservationRow, reservationsInForce } from "../reservations.ts";
import type { PrimeSite, Rows } from "./site.ts";
import { firstOf } from "./site.ts";

/** Paths that somebody works on: others' first, since they are what must not be touched. */
export async function reservations({ workspace, most }: PrimeSite): Promise<Rows<ReservationRow> | null> {
  const all = await reservationsInForce(workspace);
  return firstOf([...all.filter(({ mine }) => !mine), ...all.filter(({ mine }) => mine)], most);
}

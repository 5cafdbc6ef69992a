import type { Row } from "../../store/snapshot.ts";
import type { PrimeSite, Rows } from "./site.ts";

/** What can be worked on now, the most urgent first. To count the rest is to judge every issue: `more` only says whether there is any. */
export function ready({ snapshot, moment, most }: PrimeSite): Rows<Row> | null {
  const rows = snapshot.rows({ statuses: ["ready"], limit: most + 1 }, moment);
  return rows.length === 0 ? null : { rows: rows.slice(0, most), more: Math.max(0, rows.length - most) };
}

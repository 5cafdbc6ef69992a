import type { Row } from "../../store/snapshot.ts";
import type { PrimeSite, Rows } from "./site.ts";

/** What can be worked on now, the most urgent first, but for what the caller is told to stop with. To count the rest is to judge every issue: `more` only says whether there is any. */
export function ready({ snapshot, moment, most, found }: PrimeSite): Rows<Row> | null {
  const stopped = new Set(found.claims?.rows.flatMap(({ work }) => (work.stop === null ? [] : [work.id])));
  const all = snapshot.rows({ statuses: ["ready"], limit: most + 1 + stopped.size }, moment);
  const rows = all.filter(({ issue }) => !stopped.has(issue.id));
  return rows.length === 0 ? null : { rows: rows.slice(0, most), more: Math.max(0, rows.length - most) };
}

import { oneLine } from "../domain/strip.ts";
import type { SentRow } from "../services/sent.ts";
import { rowLines } from "./outbox.ts";
import { dim, type Style } from "./style.ts";

/** What was sent, with what became of it there as far as it is known here. */
export function renderSent({ rows, more }: { readonly rows: readonly SentRow[]; readonly more: number }, style: Style): string[] {
  if (rows.length === 0) return ["Nothing was ever sent from here. bd send <project> files an issue in another project."];
  const lines = rows.flatMap((row, index) => [...(index === 0 ? [] : [""]), ...sentLines(row, style)]);
  return more === 0 ? lines : [...lines, "", dim(style, `${more} more: -n 0.`)];
}

function sentLines(row: SentRow, style: Style): string[] {
  const { there } = row;
  if (there === null) return rowLines(row, style);
  const holder = there.holder === null ? "" : `, held by ${oneLine(there.holder)}`;
  const reason = there.reason === null || there.reason === row.reason ? "" : `: ${oneLine(there.reason)}`;
  return [...rowLines(row, style), `  there: ${there.status}${holder}${reason}`];
}

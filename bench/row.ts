/** One line of the table. */
export interface Row {
  readonly work: string;
  readonly budget: string;
  readonly measured: string;
  /** Null where there is nothing to hold it against, or where the work does not exist yet. */
  readonly met: boolean | null;
}

/** A row for a ratio that has a limit. */
export function ratioRow(work: string, ratio: number, limit: number, against: string, note = ""): Row {
  return {
    work,
    budget: `≤ ${limit} × ${against}`,
    measured: `${ratio.toFixed(2)} ×${note && ` (${note})`}`,
    met: ratio <= limit,
  };
}

/** How a ratio of processor time is put behind that of the clock. */
export function cpuNote(ratio: number): string {
  return Number.isFinite(ratio) ? `CPU ${ratio.toFixed(2)} ×` : "";
}

/** The table in plain text, columns aligned. */
export function renderTable(rows: readonly Row[]): string {
  const cells = [
    ["work", "budget", "measured", "met"],
    ...rows.map((row) => [row.work, row.budget, row.measured, row.met === null ? "-" : row.met ? "yes" : "NO"]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(" | ")
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => "-".repeat(width)).join("-|-"), ...lines.slice(1)].join("\n");
}

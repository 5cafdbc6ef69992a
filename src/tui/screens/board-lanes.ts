import { compareLanes, restOf } from "../lanes.ts";
import { type Line, span } from "../line.ts";
import type { View } from "../screen.ts";
import { windowAt } from "../select.ts";
import { type Card, cardLine } from "./card.ts";

interface Lane {
  readonly name: string;
  /** Its cards, column by column: those in sight. */
  readonly cards: readonly (readonly Card[])[];
  /** How many cards it has in columns beyond the edge. */
  readonly beyond: number;
  /** Its rows: the head, then as many as its longest column has. */
  readonly rows: number;
}

/** The columns in sight, and those beyond the edge. */
export interface Parted {
  readonly shown: readonly (readonly Card[])[];
  readonly beyond: readonly (readonly Card[])[];
}

/** The rows around the selected card: a head for each lane, alone in its row, and below it the cards of its columns side by side. */
export function drawLanes(columns: Parted, view: View): Line[][] {
  const lanes = lanesOf(columns);
  const total = lanes.reduce((sum, { rows }) => sum + rows, 0);
  const first = windowAt(total, view, rowOfSelected(lanes, view.selected));
  const drawn: Line[][] = [];
  let top = 0;
  for (const lane of lanes) {
    for (let n = Math.max(0, first - top); n < lane.rows && top + n < first + view.height; n++)
      drawn.push(laneRow(lane, n, { ...view, row: drawn.length }));
    top += lane.rows;
    if (top >= first + view.height) break;
  }
  return drawn;
}

/** The lanes that have anything in sight. */
function lanesOf({ shown, beyond }: Parted): Lane[] {
  const parted = shown.map((cards) => Map.groupBy(cards, ({ lane }) => lane));
  const others = Map.groupBy(beyond.flat(), ({ lane }) => lane);
  const names = [...new Set(parted.flatMap((lanes) => [...lanes.keys()]))].sort(compareLanes);
  return names.map((name) => {
    const cards = parted.map((lanes) => lanes.get(name) ?? []);
    return { name, cards, beyond: others.get(name)?.length ?? 0, rows: 1 + Math.max(...cards.map(({ length }) => length)) };
  });
}

function rowOfSelected(lanes: readonly Lane[], selected: string | null): number {
  let top = 0;
  for (const { cards, rows } of lanes) {
    for (const column of cards) {
      const at = column.findIndex(({ key }) => key === selected);
      if (at >= 0) return top + 1 + at;
    }
    top += rows;
  }
  return 0;
}

/** `row`: how far below the first row that is shown. */
function laneRow({ name, cards, beyond }: Lane, n: number, view: View & { readonly row: number }): Line[] {
  if (n > 0) return cards.map((column) => (column[n - 1] === undefined ? [] : cardLine(column[n - 1] as Card, view.row, view)));
  const count = cards.reduce((sum, { length }) => sum + length, beyond);
  const words = beyond === 0 ? ` ${count}` : ` ${count}, ${beyond} out of sight`;
  return [[span(view.ascii ? "-- " : "── ", "quiet"), span(name || restOf(view.lanes), "accent"), span(words, "quiet")]];
}

import { cellsOf, type Hit, type Line } from "./line.ts";

/** A line every piece of which is for the same. */
export function hitting(line: Line, hit: Hit): Line {
  return line.map((piece) => ({ ...piece, hit }));
}

/** What stands at a cell of a frame; both count from 0. */
export function hitAt(
  frame: readonly Line[],
  { column, row }: { readonly column: number; readonly row: number },
): Hit | undefined {
  let end = 0;
  for (const { text, hit } of frame[row] ?? []) {
    end += cellsOf(text);
    if (column < end) return hit;
  }
  return undefined;
}

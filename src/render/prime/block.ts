/** One thing that a section says: whole, and as short as it can be said. Each without line breaks of its own. */
export interface BlockRow {
  readonly full: readonly string[];
  readonly short: string;
}

/** A section as text that can shrink. */
export interface Block {
  /** How much it matters: the greater, the sooner it shrinks. 0 is never left out. */
  readonly rank: number;
  readonly rows: readonly BlockRow[];
  /** How many more there are that were not read. */
  readonly beyond: number;
  /** True where `beyond` only says that there are more. */
  readonly uncounted?: boolean;
  /** The command that shows them all. */
  readonly more: string;
  /** So many rows stay as long as any row of something less important is there. */
  readonly least: number;
}

/** How much of a block is shown. */
export interface Shown {
  readonly detail: boolean;
  readonly count: number;
  /** False: not even that it is there. */
  readonly said: boolean;
}

export function whole(block: Block): Shown {
  return { detail: true, count: block.rows.length, said: true };
}

/** The lines of a block as far as it is shown; none where it says nothing. */
export function drawBlock(block: Block, { detail, count, said }: Shown): string[] {
  if (!said) return [];
  const lines = block.rows.slice(0, count).flatMap((row) => (detail ? row.full : [row.short]));
  const rest = block.rows.length - count + block.beyond;
  if (rest === 0) return lines;
  const number = block.uncounted === true && block.beyond > 0 ? "More" : count === 0 ? `${rest}` : `And ${rest} more`;
  return [...lines, `- ${number}: ${block.more}`];
}

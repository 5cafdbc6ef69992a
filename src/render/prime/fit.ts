import { type Block, drawBlock, type Shown, whole } from "./block.ts";
import { fillTemplate, type Template } from "./template.ts";

/** A page that may be too long: a template, what has one value, and what can shrink. */
export interface Page {
  readonly template: Template;
  readonly blocks: Readonly<Record<string, Block>>;
  readonly words: Readonly<Record<string, string>>;
}

/** A token is about four characters: how many a text takes, rounded up. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

/**
 * The lines of a page within a number of tokens. First the details go, then rows down to the last few, then those, then whole sections: each time
 * from the least important up, and no more than needed.
 */
export function fitPage(page: Page, tokens: number): string[] {
  const shown = new Map(Object.entries(page.blocks).map(([name, block]) => [name, whole(block)]));
  let lines = linesOf(page, shown);
  for (const shrink of shrinkings(page)) {
    if (tokensOf(lines.join("\n")) <= tokens) return lines;
    shrink(shown);
    lines = linesOf(page, shown);
  }
  return cutLines(lines, tokens);
}

type Shrink = (shown: Map<string, Shown>) => void;

function* shrinkings({ blocks }: Page): Generator<Shrink> {
  const byRank = Object.entries(blocks).sort(([, a], [, b]) => b.rank - a.rank);
  for (const [name] of byRank) yield (shown) => change(shown, name, { detail: false });
  for (const [name, { rows, least }] of byRank)
    for (let count = rows.length - 1; count >= least; count--) yield (shown) => change(shown, name, { count });
  for (const [name, { rows, least, rank }] of byRank)
    if (rank > 0)
      for (let count = Math.min(least, rows.length) - 1; count >= 0; count--) yield (shown) => change(shown, name, { count });
  for (const [name, { rank }] of byRank) if (rank > 0) yield (shown) => change(shown, name, { said: false });
}

function change(shown: Map<string, Shown>, name: string, to: Partial<Shown>): void {
  const before = shown.get(name);
  if (before !== undefined) shown.set(name, { ...before, ...to });
}

function linesOf({ template, blocks, words }: Page, shown: ReadonlyMap<string, Shown>): string[] {
  return fillTemplate(template, (name) => {
    const state = shown.get(name);
    const block = state && blocks[name];
    if (block !== undefined && state !== undefined) return drawBlock(block, state);
    const word = Object.hasOwn(words, name) ? words[name] : undefined;
    return word === undefined || word === "" ? [] : [word];
  });
}

/** What cannot shrink any more is cut: whole lines first, then the last one that is left. */
function cutLines(lines: readonly string[], tokens: number): string[] {
  const kept: string[] = [];
  let room = tokens * 4;
  for (const line of lines) {
    if (line.length > room) {
      if (kept.length === 0 || room > 20) kept.push(`${line.slice(0, Math.max(0, room - 2)).toWellFormed()}…`);
      break;
    }
    kept.push(line);
    room -= line.length + 1;
  }
  return kept;
}

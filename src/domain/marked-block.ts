import { BeadsError } from "../errors.ts";

const BEGIN = "<!-- bd:begin (this block is written by bd setup agents; text outside of it is yours) -->";
const END = "<!-- bd:end -->";
const MARKS = /^<!-- bd:(begin|end)\b.*-->\s*$/;

/** Where the block stands in the lines of a text; undefined if there is none. */
interface Place {
  readonly first: number;
  readonly last: number;
}

/**
 * The text with bd's block in it, at its place or behind everything else; with `block` null, without it. What stands outside
 * is kept byte for byte, and line ends are those of the text.
 * @throws BLOCK_BROKEN where the marks do not fit together
 */
export function withBlock(text: string, block: string | null): string {
  const ending = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(/(?<=\n)/);
  const place = findBlock(lines);
  const fresh = block === null ? "" : [BEGIN, ...block.split("\n"), END, ""].join(ending);
  if (place !== undefined) return joined(lines.slice(0, place.first), fresh, lines.slice(place.last + 1), block === null);
  if (block === null) return text;
  const gap = text === "" ? "" : text.endsWith("\n") ? ending : ending + ending;
  return `${text}${gap}${fresh}`;
}

/** Taking the block away takes along the blank line that stood before it. */
function joined(before: readonly string[], fresh: string, after: readonly string[], remove: boolean): string {
  const isBlank = (line: string | undefined) => line !== undefined && line.trim() === "";
  const kept = remove && isBlank(before.at(-1)) && (after.length === 0 || isBlank(after[0])) ? before.slice(0, -1) : before;
  return kept.join("") + fresh + after.join("");
}

function findBlock(lines: readonly string[]): Place | undefined {
  const marks = lines.flatMap((line, at) => {
    const kind = MARKS.exec(line)?.[1];
    return kind === undefined ? [] : [{ kind, at }];
  });
  const [first, last] = marks;
  if (first === undefined) return undefined;
  if (marks.length === 2 && first.kind === "begin" && last?.kind === "end") return { first: first.at, last: last.at };
  throw new BeadsError("conflict", "BLOCK_BROKEN", "The marks of bd's block do not fit together.", {
    hints: ["Take the lines with <!-- bd:begin … --> and <!-- bd:end --> away by hand, then run this again."],
    fields: { lines: marks.map(({ at }) => at + 1) },
  });
}

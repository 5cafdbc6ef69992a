/** Chunks of other people's code that is seldom needed stay files of their own from this size on, in bytes: YAML, git without git. */
const LARGE = 40_000;

/** How chunks are told apart. */
export interface Kinds {
  /** Made of packages, mostly. */
  readonly foreign: ReadonlySet<string>;
  /** What reads need. */
  readonly hot: ReadonlySet<string>;
}

/**
 * Puts the small chunks into two files, what reads need and the rest, each chunk as a function that the launcher runs when it is
 * first required: opening forty files costs a read command as much as all that it does (docs/decisions/0001). Files outside of the
 * packs reach into them by files of one line.
 */
export function packed(chunks: ReadonlyMap<string, string>, { foreign, hot }: Kinds): ReadonlyMap<string, string> {
  const small = new Map([...chunks].filter(([name, text]) => text.length <= LARGE || !foreign.has(name)));
  const large = new Map([...chunks].filter(([name]) => !small.has(name)));
  const reached = [...small.keys()].filter(
    (name) => name === "library.cjs" || [...large.values()].some((text) => text.includes(`"./${name}"`)),
  );
  return new Map([
    ...large,
    ...reached.map((name) => [name, `module.exports=require("../bd.js").load("./${name}");\n`] as const),
    ["reads.pack", pack([...small].filter(([name]) => hot.has(name)))],
    ["rest.pack", pack([...small].filter(([name]) => !hot.has(name)))],
  ]);
}

function pack(chunks: readonly (readonly [name: string, text: string])[]): string {
  const members = chunks.map(([name, text]) => `${JSON.stringify(`./${name}`)}(exports,require,module){"use strict";${text}\n}`);
  return ascii(`({${members.join(",\n")}})\n`);
}

/** The launcher reads the packs byte for byte, which is fastest; regular expressions may still hold other letters. */
function ascii(text: string): string {
  return text.replace(/[^\u0000-\u007f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

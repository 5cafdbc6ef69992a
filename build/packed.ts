import { PACK_NAMES, REST } from "./packs.ts";

/** Chunks of other people's code that is seldom needed stay files of their own from this size on, in bytes: YAML, git without git. */
const LARGE = 40_000;

/** How chunks are told apart. */
export interface Kinds {
  /** Made of packages, mostly. */
  readonly foreign: ReadonlySet<string>;
  /** In which pack each is, where it is not in the last one. */
  readonly places: ReadonlyMap<string, string>;
}

/**
 * Puts the small chunks into a few files, each chunk as a function that the launcher runs when it is first required: opening forty files costs a read command as much as all that it does (docs/decisions/0001). Files outside of the
 * packs reach into them by files of one line.
 */
export function packed(chunks: ReadonlyMap<string, string>, { foreign, places }: Kinds): ReadonlyMap<string, string> {
  const small = new Map([...chunks].filter(([name, text]) => text.length <= LARGE || !foreign.has(name)));
  const large = new Map([...chunks].filter(([name]) => !small.has(name)));
  const reached = [...small.keys()].filter(
    (name) => name === "library.cjs" || [...large.values()].some((text) => text.includes(`"./${name}"`)),
  );
  return new Map([
    ...large,
    ...reached.map((name) => [name, `module.exports=require("../bd.js").load("./${name}");\n`] as const),
    ...PACK_NAMES.map((pack) => [pack, packText([...small].filter(([name]) => (places.get(name) ?? REST) === pack))] as const),
  ]);
}

function packText(chunks: readonly (readonly [name: string, text: string])[]): string {
  const members = chunks.map(([name, text]) => `${JSON.stringify(`./${name}`)}(exports,require,module){"use strict";${text}\n}`);
  return ascii(`({${members.join(",\n")}})\n`);
}

/** The launcher reads the packs byte for byte, which is fastest; regular expressions may still hold other letters. */
function ascii(text: string): string {
  return text.replace(/[^\u0000-\u007f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

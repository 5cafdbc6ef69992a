import { createHash } from "node:crypto";
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

/** What was packed. */
export interface Packed {
  /** By their names. */
  readonly files: ReadonlyMap<string, string>;
  /** Of all packs: the numbers of one build mean nothing in another, so their files bear it. */
  readonly digest: string;
  /** The number of each pack's first chunk, in the order of the packs. */
  readonly firsts: readonly number[];
  /** The number of the chunk with which the program begins. */
  readonly begin: number;
}

/** With these chunks the program begins, and the library. */
const BEGIN = "bin.cjs";
const LIBRARY = "library.cjs";

/** Before a file of its own, which Node may have run, or the launcher: what it asks for comes from the launcher of the same build. */
const fromLauncher = (digest: string) =>
  `if(!require.build)require=require("../bd.js").load;if(require.build!=="${digest}")throw Error("bd was replaced by another version while it ran.");`;

/**
 * Puts the small chunks into a few files, each chunk as a function that the launcher runs when it is first required: opening forty files costs a read
 * command as much as all that it does (docs/decisions/0001). They are numbered through, since a table of two hundred names is half as much to make as
 * all that a short command runs of them. Files outside of the packs ask the launcher, too.
 */
export function packed(chunks: ReadonlyMap<string, string>, { foreign, places }: Kinds): Packed {
  const small = new Map([...chunks].filter(([name, text]) => text.length <= LARGE || !foreign.has(name)));
  const large = new Map([...chunks].filter(([name]) => !small.has(name)));
  const contents = PACK_NAMES.map((pack) => [...small.keys()].filter((name) => (places.get(name) ?? REST) === pack));
  const numbers = new Map(contents.flat().map((name, number) => [name, number]));
  const textOf = (name: string) => numbered(small.get(name) ?? "", numbers);
  const packs = PACK_NAMES.map((pack, at) => [pack, packText((contents[at] ?? []).map(textOf))] as const);
  const digest = createHash("sha256")
    .update(packs.map(([, text]) => text).join(""))
    .digest("hex")
    .slice(0, 12);
  const head = fromLauncher(digest);
  return {
    files: new Map([
      ...[...large].map(([name, text]) => [name, `${head}${numbered(text, numbers)}`] as const),
      [LIBRARY, `${head}module.exports=require(${numbers.get(LIBRARY)});\n`],
      ...packs.map(([pack, text]) => [`${digest}-${pack}`, text] as const),
    ]),
    digest,
    firsts: contents.map((_, at) => contents.slice(0, at).flat().length),
    begin: numbers.get(BEGIN) as number,
  };
}

/** The text of a chunk that asks for others by number. */
function numbered(text: string, numbers: ReadonlyMap<string, number>): string {
  return text.replace(/\brequire\("\.\/([^"]+)"\)/g, (call, name: string) => {
    const number = numbers.get(name);
    return number === undefined ? call : `require(${number})`;
  });
}

function packText(texts: readonly string[]): string {
  const members = texts.map((text) => `function(exports,require,module){"use strict";${text}\n}`);
  return ascii(`([${members.join(",\n")}])\n`);
}

/** The launcher reads the packs byte for byte, which is fastest; regular expressions may still hold other letters. */
function ascii(text: string): string {
  return text.replace(/[^\u0000-\u007f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

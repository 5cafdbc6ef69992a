/** Chunks of other people's code that is seldom needed stay files of their own from this size on, in bytes: YAML, git without git. */
const LARGE = 40_000;

/** The file that holds the packed chunks, and is where the program begins. The launcher runs it, with a code cache. */
const PACK = "bin.cjs";

/**
 * Puts the small chunks into one file, each as a function that runs when it is first required: opening forty files costs a
 * read command as much as all that it does (docs/decisions/0001). Files outside of the pack reach into it by files of one
 * line.
 */
export function packed(chunks: ReadonlyMap<string, string>, foreign: ReadonlySet<string>): ReadonlyMap<string, string> {
  const small = new Map([...chunks].filter(([name, text]) => text.length <= LARGE || !foreign.has(name)));
  const large = new Map([...chunks].filter(([name]) => !small.has(name)));
  const members = [...small].map(([name, text]) => `${JSON.stringify(`./${name}`)}(exports,require,module){${text}\n}`);
  const reached = [...small.keys()].filter(
    (name) => name === "library.cjs" || [...large.values()].some((text) => text.includes(`"./${name}"`)),
  );
  return new Map([
    ...large,
    ...reached.map((name) => [name, `module.exports=require("../bd.js").load("./${name}");\n`] as const),
    [
      PACK,
      ascii(
        `(function(exports,require,module){"use strict";${LOADER}const chunks={${members.join(",\n")}};exports.load=load;exports.start=()=>load("./${PACK}")})\n`,
      ),
    ],
  ]);
}

/** The launcher reads the pack byte for byte, which is fastest; regular expressions may still hold other letters. */
function ascii(text: string): string {
  return text.replace(/[^\u0000-\u007f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Node's own way with modules, in small: a chunk runs once, and circles see what is there by then. */
const LOADER = `const loaded=Object.create(null);function load(name){const known=loaded[name];if(known!==undefined)return known.exports;const chunk=chunks[name];if(chunk===undefined)return require(name);const made=loaded[name]={exports:{}};chunk(made.exports,load,made);return made.exports}`;

import { PRIME_HOW, PRIME_HOW_TOOLS } from "../../../templates/prime.ts";
import type { Block } from "./block.ts";

/** How a page names what its reader can do. */
export interface Voice {
  readonly how: readonly string[];
  /** One of our own command lines, as this reader does the same. */
  readonly say: (command: string) => string;
}

/** To whoever types. */
export const TYPING: Voice = { how: PRIME_HOW, say: (command) => command };

/** What each command is as a call of a tool; `bd sync` is what each call does by itself. */
const CALLS: readonly (readonly [RegExp, string])[] = [
  [/^bd resume (\S+) --claim$/, "claim $1"],
  [/^bd (?:resume|show|thread) (\S+)$/, "show $1"],
  [/^bd claim (\S+)$/, "claim $1"],
  [/^bd answer (\S+)$/, "decide with answers $1"],
  [/^bd (ready|inbox|feed|prime)$/, "$1"],
  [/^bd mine$/, "prime"],
  [/^BD_SESSION=(\S+) bd resume \S+$/, "only as that session (BD_SESSION=$1 for bd's server)"],
  [/^bd decide list$/, "search"],
  [/^bd sync$/, "it is fetched behind this call"],
];

/** To whoever calls bd's tools. A command that no tool is like stays a command. */
export const CALLING: Voice = {
  how: PRIME_HOW_TOOLS,
  say: (command) => {
    const [pattern, call] = CALLS.find(([known]) => known.test(command)) ?? [];
    return pattern === undefined || call === undefined ? command : command.replace(pattern, call);
  },
};

/** The same blocks, each with its rest named as its reader gets to it. */
export function inVoice(blocks: Readonly<Record<string, Block>>, { say }: Voice): Record<string, Block> {
  return Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, { ...block, more: say(block.more) }]));
}

/** The commands that matter, two in a row, with as few words as do. */
export const DOZEN: readonly (readonly [verb: string, words: string])[] = [
  ["ready", "what can be done now"],
  ["create", "file an issue"],
  ["claim", "take one"],
  ["update", "change fields"],
  ["show", "read one"],
  ["reply", "say something on one"],
  ["list", "all of them, by filter"],
  ["inbox", "what others said"],
  ["search", "find words"],
  ["send", "file in another project"],
  ["close", "end one, with the reason"],
  ["sync", "exchange with the remote"],
];

/** Where else to look. */
export const ELSEWHERE: readonly string[] = [
  "bd ui is the whole project on this terminal, bd prime all that an agent needs.",
  "bd help <command>, bd help topics, and bd help for all commands.",
];

/** How to begin, by what is missing. The first column is typed. */
export const BEGIN: Readonly<Record<"NOT_A_REPOSITORY" | "NO_LEDGER", readonly (readonly [typed: string, words: string])[]>> = {
  NOT_A_REPOSITORY: [
    ["cd <repository>", "bd works in a git repository, and this is none"],
    ["git init", "or make one here"],
    ["bd init", "then give it a ledger"],
  ],
  NO_LEDGER: [
    ["bd init", "give it one, or adopt the one on its remote"],
    ['bd create "What is to be done"', "then file the first issue"],
    ["bd demo", "or watch a story with two projects first"],
  ],
};

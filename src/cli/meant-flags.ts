import type { Interfaces } from "@oclif/core";

type Flags = Interfaces.FlagInput;

/**
 * The flags that can be meant by what was typed, and perhaps some more: those whose name stands in it somewhere, or whose letter stands in a word with a
 * dash. The parser goes through all that it is given a dozen times, which takes as long as a read of the index. What is missing or wrong cannot be said by
 * these alone: whoever fails asks again with all of them.
 */
export function meantFlags(flags: Flags, argv: readonly string[]): Flags {
  const dashed = argv.filter((word) => word.includes("-")).join(" ");
  return Object.fromEntries(Object.entries(flags).filter(([name, flag]) => mayBeMeant(name, flag, dashed)));
}

/** What makes a flag matter that was not typed. */
const UNTYPED = ["default", "required", "env", "exactlyOne", "atLeastOne"];

function mayBeMeant(name: string, flag: Flags[string], dashed: string): boolean {
  const { char, aliases, charAliases } = flag;
  return (
    dashed.includes(name) ||
    (char !== undefined && dashed.includes(char)) ||
    aliases?.some((alias) => dashed.includes(alias)) === true ||
    charAliases?.some((letter) => dashed.includes(letter)) === true ||
    UNTYPED.some((key) => key in flag)
  );
}

import type { Interfaces } from "@oclif/core";
import { parse } from "@oclif/core/parser";
import fc from "fast-check";
import { expect, test } from "vitest";
import { COMMANDS } from "../../commands/index.ts";
import { globalFlags } from "../../src/cli/flags.ts";
import { meantFlags } from "../../src/cli/meant-flags.ts";

const VERBS = await Promise.all(Object.values(COMMANDS).map(async ({ load }) => load()));

/** Words that flags of a verb look like, right and wrong, and what stands between them. */
function wordsOf(flags: Interfaces.FlagInput): fc.Arbitrary<string> {
  const names = Object.entries(flags).flatMap(([name, { char, aliases = [], charAliases = [] }]) => [
    ...[name, ...aliases].flatMap((long) => [`--${long}`, `--${long}=1`, `--no-${long}`]),
    ...[char, ...charAliases].flatMap((letter) => (letter === undefined ? [] : [`-${letter}`, `-${letter}1`, `-q${letter}`])),
  ]);
  return fc.constantFrom(...names, "--", "-", "-1", "1", "a,b", "a word", "--nothing", "");
}

async function outcomeOf(argv: readonly string[], verb: (typeof VERBS)[number], flags: Interfaces.FlagInput) {
  const input = { args: verb.args, flags, strict: verb.strict, context: {} };
  try {
    const parsed = await parse([...argv], input as Interfaces.Input<object, object, object>);
    return { flags: parsed.flags, args: parsed.args, argv: parsed.argv };
  } catch {
    return "refused";
  }
}

test("the flags that may be meant give what all flags give, and refuse nothing that those take", async () => {
  const verbs = fc.constantFrom(...VERBS).chain((verb) => {
    const all = { ...verb.flags, ...globalFlags } as Interfaces.FlagInput;
    return fc.record({ verb: fc.constant(verb), all: fc.constant(all), argv: fc.array(wordsOf(all), { maxLength: 6 }) });
  });
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(verbs, async ({ verb, all, argv }) => {
      const expected = await outcomeOf(argv, verb, all);
      if (expected !== "refused") taken += 1;
      expect(await outcomeOf(argv, verb, meantFlags(all, argv))).toEqual(expected);
    }),
    { numRuns: 3000 },
  );
  expect(taken).toBeGreaterThan(100);
});

test("few flags are looked at where few were typed", async () => {
  const all = { ...(await COMMANDS["inbox"]?.load())?.flags, ...globalFlags } as Interfaces.FlagInput;
  expect(Object.keys(meantFlags(all, ["--json", "-n", "20"]))).toEqual(["limit", "json"]);
});

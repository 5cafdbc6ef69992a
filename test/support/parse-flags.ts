import type { Interfaces } from "@oclif/core";
import { parse } from "@oclif/core/parser";

/** Parses flags as a command would. */
export async function parseFlags<F extends Interfaces.OutputFlags<Interfaces.FlagInput>>(
  flags: Interfaces.FlagInput<F>,
  argv: readonly string[],
): Promise<F> {
  const input = { args: {}, flags, strict: true, context: {} } as unknown as Interfaces.Input<F, F, Record<string, never>>;
  return (await parse([...argv], input)).flags;
}

import type { Interfaces } from "@oclif/core";
import { globalFlags } from "./flags.ts";
import type { Table } from "./table.ts";

/** A flag as a shell completes it. */
export interface FlagWords {
  readonly name: string;
  readonly char: string | null;
  readonly summary: string;
  readonly takes_value: boolean;
  /** The values that it takes, where they are a few words. */
  readonly values: readonly string[];
}

/** A verb as a shell completes it: `list`, `dep add`. */
export interface VerbWords {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly FlagWords[];
  /** True where an argument may be an issue's id. */
  readonly takes_ids: boolean;
}

export interface CompletionWords {
  readonly verbs: readonly VerbWords[];
  readonly global: readonly FlagWords[];
}

/** Everything of the table of commands that can be typed, hidden verbs left out. */
export async function completionWords(table: Table): Promise<CompletionWords> {
  const shown = Object.entries(table).filter(([, { group }]) => group !== "hidden");
  const verbs = shown.map(async ([name, { load }]): Promise<VerbWords> => {
    const { summary, flags, args, strict } = await load();
    const takes_ids = Object.keys(args).some((arg) => /^(id|ids|target|issue)$/.test(arg)) || !strict;
    return { name, summary, flags: flagsOf(flags), takes_ids };
  });
  return { verbs: await Promise.all(verbs), global: flagsOf(globalFlags as unknown as Interfaces.FlagInput) };
}

function flagsOf(flags: Interfaces.FlagInput): FlagWords[] {
  return Object.entries(flags)
    .filter(([, { hidden }]) => hidden !== true)
    .map(([name, flag]) => ({
      name,
      char: flag.char ?? null,
      summary: flag.description ?? "",
      takes_value: flag.type === "option",
      values: flag.type === "option" ? [...(flag.options ?? [])] : [],
    }));
}

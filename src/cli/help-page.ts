import type { Interfaces } from "@oclif/core";
import type { CommandClass } from "./bead-command.ts";
import { globalFlags } from "./flags.ts";

/** What one verb takes, ready to be shown. */
export interface HelpPage {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly usage: string;
  readonly args: readonly HelpRow[];
  /** Flags by heading; the verb's own first. */
  readonly flags: readonly { readonly heading: string; readonly rows: readonly HelpRow[] }[];
  readonly examples: readonly string[];
}

export interface HelpRow {
  readonly label: string;
  readonly text: string;
}

/** Reads a verb's help off its class. */
export function helpPage(name: string, verb: CommandClass): HelpPage {
  const args = Object.entries(verb.args);
  const words = args.map(([arg, { required }]) => (required === true ? `<${arg}>` : `[<${arg}>]`));
  return {
    name,
    summary: verb.summary,
    description: verb.description,
    usage: ["bd", name, ...words, ...(verb.strict ? [] : ["..."]), "[flags]"].join(" "),
    args: args.map(([arg, { description }]) => ({ label: `<${arg}>`, text: description ?? "" })),
    flags: byHeading({ ...verb.flags, ...globalFlags }),
    examples: verb.examples,
  };
}

function byHeading(flags: Interfaces.FlagInput): HelpPage["flags"] {
  const headings = new Map<string, HelpRow[]>();
  for (const [name, flag] of Object.entries(flags)) {
    if (flag.hidden === true) continue;
    const heading = `${flag.helpGroup === undefined ? "" : `${flag.helpGroup} `}FLAGS`;
    const rows = headings.get(heading) ?? [];
    headings.set(heading, [...rows, { label: flagLabel(name, flag), text: flagText(flag) }]);
  }
  return [...headings].map(([heading, rows]) => ({ heading, rows }));
}

function flagLabel(name: string, flag: Interfaces.FlagInput[string]): string {
  const short = flag.char === undefined ? "    " : `-${flag.char}, `;
  const negation = flag.type === "boolean" && flag.allowNo ? "[no-]" : "";
  return `${short}--${negation}${name}${flag.type === "option" ? ` ${valueLabel(flag)}` : ""}`;
}

function valueLabel(flag: Interfaces.OptionFlag<unknown>): string {
  const { helpValue = flag.options?.join("|") ?? "<value>" } = flag;
  return Array.isArray(helpValue) ? helpValue.join(" ") : helpValue;
}

function flagText(flag: Interfaces.FlagInput[string]): string {
  const aliases = (flag.aliases ?? []).map((alias) => `--${alias}`);
  const also = aliases.length === 0 ? "" : ` Also ${aliases.join(", ")}.`;
  return `${flag.summary ?? flag.description ?? ""}${also}`;
}

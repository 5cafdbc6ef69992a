import type { Interfaces } from "@oclif/core";
import { exitsOf } from "../../templates/exits.ts";
import { TOPICS } from "../../templates/topics/index.ts";
import type { CommandClass } from "./bead-command.ts";
import { globalFlags } from "./flags.ts";
import { guideOf } from "./guide.ts";
import type { Example, Guide } from "./parse-guide.ts";
import type { Table } from "./table.ts";

/** What one verb takes, ready to be shown. */
export interface HelpPage {
  readonly name: string;
  /** Its other names. */
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly usage: string;
  readonly args: readonly HelpRow[];
  /** Flags by heading; the verb's own first. */
  readonly flags: readonly { readonly heading: string; readonly rows: readonly HelpRow[] }[];
  /** When it is used. */
  readonly when: string;
  readonly examples: readonly Example[];
  /** What an exit status says of this verb. */
  readonly exits: readonly HelpRow[];
  /** Topics of `bd help` that are about it. */
  readonly topics: readonly string[];
}

export interface HelpRow {
  readonly label: string;
  readonly text: string;
}

/** A verb's help, by any of its names. */
export async function loadHelpPage(name: string, table: Table): Promise<HelpPage | undefined> {
  const called = table[name]?.alias ?? name;
  const entry = Object.hasOwn(table, called) ? table[called] : undefined;
  if (entry === undefined) return undefined;
  const aliases = Object.entries(table).flatMap(([other, { alias }]) => (alias === called ? [other] : []));
  const [verb, guide] = await Promise.all([entry.load(), guideOf(called)]);
  return helpPage(called, { verb, aliases, guide });
}

interface Sources {
  readonly verb: CommandClass;
  readonly aliases: readonly string[];
  readonly guide: Guide;
}

/** Reads a verb's help off its class and its guide. */
function helpPage(name: string, { verb, aliases, guide }: Sources): HelpPage {
  const args = Object.entries(verb.args);
  const words = args.map(([arg, definition]) => (isNeeded(definition) ? `<${arg}>` : `[<${arg}>]`));
  const root = name.split(" ")[0] ?? name;
  return {
    name,
    aliases,
    summary: verb.summary,
    description: verb.description,
    usage: ["bd", name, ...words, ...(verb.strict ? [] : ["..."]), ...neededFlags(verb.flags), "[flags]"].join(" "),
    args: args.map(([arg, { description }]) => ({ label: `<${arg}>`, text: description ?? "" })),
    flags: byHeading({ ...verb.flags, ...globalFlags }),
    when: guide.when,
    examples: guide.examples,
    exits: exitsOf(name).map(([status, text]) => ({ label: String(status), text })),
    topics: Object.entries(TOPICS).flatMap(([topic, { verbs }]) => (verbs.includes(root) ? [topic] : [])),
  };
}

/** True where nothing is done without the argument, whoever says so: the parser or the command. */
function isNeeded(definition: CommandClass["args"][string]): boolean {
  return definition.required === true || (definition as { readonly needed?: boolean }).needed === true;
}

function neededFlags(flags: Interfaces.FlagInput): string[] {
  const needed = Object.entries(flags).filter(([, flag]) => flag.required === true);
  return needed.map(([name, flag]) => flagLabel(name, flag).replace(/^.*?(?=--)/, ""));
}

function byHeading(flags: Interfaces.FlagInput): HelpPage["flags"] {
  const headings = new Map<string, HelpRow[]>();
  for (const [name, flag] of Object.entries(flags)) {
    if (flag.hidden === true) continue;
    const heading = `${flag.helpGroup === undefined ? "" : `${flag.helpGroup} `}FLAGS`;
    const rows = headings.get(heading) ?? [];
    headings.set(heading, [...rows, { label: flagLabel(name, flag), text: flagText(flag) }]);
  }
  const order = ["FLAGS", ...headings.keys()].filter((heading) => headings.has(heading));
  return [...new Set(order)].map((heading) => ({ heading, rows: headings.get(heading) ?? [] }));
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
  const usual = flag.type === "option" ? flag.default : undefined;
  const without = typeof usual === "string" || typeof usual === "number" ? ` Without it: ${usual}.` : "";
  return `${flag.summary ?? flag.description ?? ""}${without}${also}`;
}

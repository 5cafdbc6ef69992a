import type { Args as OclifArgs, Flags as OclifFlags } from "@oclif/core";

/** What every definition starts with: the text as it was typed. */
const asTyped = async (input: unknown) => input;

const asInteger = async (input: string, _context: unknown, options: { min?: number; max?: number }) => {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = options;
  const value = Number(input);
  if (!/^-?\d+$/.test(input) || value < min || value > max) throw new Error(`${input} is not ${wholeNumber(min, max)}`);
  return value;
};

function wholeNumber(min: number, max: number): string {
  if (max !== Number.MAX_SAFE_INTEGER) return `a whole number from ${min} to ${max}`;
  return min === Number.MIN_SAFE_INTEGER ? "a whole number" : `a whole number of ${min} or more`;
}

/** Builds oclif definitions. A list takes one value a flag, or several with commas: `-l a,b -l c`, never what follows. */
function option(defaults: object) {
  return (options: { multiple?: boolean; delimiter?: "," | null } = {}) => {
    const { delimiter, ...rest } = options;
    const list = options.multiple ? { multipleNonGreedy: true, ...(delimiter === null ? {} : { delimiter: "," }) } : {};
    return { parse: asTyped, ...defaults, ...list, ...rest, input: [], multiple: Boolean(options.multiple), type: "option" };
  };
}

/** An argument never falls back to standard input, which belongs to `-F -`. */
function argument(defaults: object) {
  return (options: object = {}) => ({ parse: asTyped, ...defaults, ...options, ignoreStdin: true, input: [], type: "option" });
}

/**
 * Flag definitions in oclif's own form and with its types. Built here because oclif's module of the same name loads its
 * help, configuration and terminal code, which costs more than the whole of a read command.
 */
export const Flags = {
  string: option({}) as unknown as typeof OclifFlags.string,
  integer: option({ parse: asInteger }) as unknown as typeof OclifFlags.integer,
  option: ((defaults: object) => option(defaults)) as unknown as typeof OclifFlags.option,
  boolean: ((options: { allowNo?: boolean } = {}) => ({
    parse: asTyped,
    ...options,
    allowNo: Boolean(options.allowNo),
    type: "boolean",
  })) as unknown as typeof OclifFlags.boolean,
};

/** Argument definitions, in the same way. */
export const Args = {
  string: argument({}) as unknown as typeof OclifArgs.string,
  /** One that the command itself asks for, in words of its own: its help shows it as needed. */
  needed: argument({ needed: true }) as unknown as typeof OclifArgs.string,
  integer: argument({ parse: asInteger }) as unknown as typeof OclifArgs.integer,
};

/** What every command takes; the base class handles them. */
export const globalFlags = {
  json: Flags.boolean({ description: "Print the answer as JSON.", helpGroup: "GLOBAL" }),
  quiet: Flags.boolean({ char: "q", description: "No progress, warnings or hints.", helpGroup: "GLOBAL" }),
  actor: Flags.string({ description: "Act under this name, such as dave/vc.", helpValue: "<name>", helpGroup: "GLOBAL" }),
  directory: Flags.string({ char: "C", description: "Run as if started there.", helpValue: "<dir>", helpGroup: "GLOBAL" }),
  "no-color": Flags.boolean({ description: "No colour.", helpGroup: "GLOBAL" }),
  offline: Flags.boolean({ description: "Do not use the network.", helpGroup: "GLOBAL" }),
  "op-id": Flags.string({
    description: "The id of what is written: repeating the command with it changes nothing.",
    helpValue: "<time-letters>",
    helpGroup: "GLOBAL",
  }),
  "as-human": Flags.boolean({ description: "Say that a person is calling.", exclusive: ["as-agent"], helpGroup: "GLOBAL" }),
  "as-agent": Flags.boolean({ description: "Say that an agent is calling.", helpGroup: "GLOBAL" }),
  help: Flags.boolean({ char: "h", description: "Show help.", helpGroup: "GLOBAL" }),
};

/** Text for a body: `-m text`, `-F file`, `-F -` or `--stdin`. Read with `this.body(flags)`. */
export const bodyFlags = {
  message: Flags.string({
    char: "m",
    aliases: ["body", "description"],
    charAliases: ["d"],
    description: "The text.",
    helpValue: "<text>",
  }),
  file: Flags.string({
    char: "F",
    aliases: ["body-file"],
    description: "Read the text from a file; - is standard input.",
    helpValue: "<file>",
  }),
  stdin: Flags.boolean({ description: "Read the text from standard input." }),
};

/** For commands that write: says what would be done and does nothing. */
export const dryRunFlag = { "dry-run": Flags.boolean({ description: "Say what would be done, and do nothing." }) };

const list = (description: string, helpValue: string) =>
  Flags.string({ multiple: true, description, helpValue, helpGroup: "FILTER" });
const text = (description: string, helpValue: string) => Flags.string({ description, helpValue, helpGroup: "FILTER" });
const time = (description: string) => text(description, "<when>");
const choice = (description: string) => Flags.boolean({ description, helpGroup: "FILTER" });

/** What `list`, `ready`, `search`, `blocked` and `claim --next` can ask for. Turned into a filter by `filterOf`. */
export const filterFlags = {
  status: Flags.string({
    char: "s",
    multiple: true,
    description: "Stored or computed status: open, ready, blocked, in_progress, deferred, proposed, closed, deleted.",
    helpValue: "<status>",
    helpGroup: "FILTER",
  }),
  type: Flags.string({ char: "t", multiple: true, description: "Issue type.", helpValue: "<type>", helpGroup: "FILTER" }),
  priority: Flags.string({
    char: "p",
    description: "Priority, or a range such as 0-1.",
    helpValue: "<0-4>",
    helpGroup: "FILTER",
  }),
  "priority-min": text("Lowest number, such as 0.", "<0-4>"),
  "priority-max": text("Highest number, such as 2.", "<0-4>"),
  label: Flags.string({
    char: "l",
    multiple: true,
    description: "All of these labels.",
    helpValue: "<label>",
    helpGroup: "FILTER",
  }),
  "label-any": list("At least one of these labels.", "<label>"),
  "label-none": Flags.string({
    multiple: true,
    aliases: ["no-label"],
    description: "None of these labels.",
    helpValue: "<label>",
    helpGroup: "FILTER",
  }),
  assignee: Flags.string({ char: "a", description: "Assigned to this name.", helpValue: "<name>", helpGroup: "FILTER" }),
  unassigned: Flags.boolean({ description: "Assigned to nobody.", exclusive: ["assignee"], helpGroup: "FILTER" }),
  holder: text("Claimed by this name.", "<name>"),
  mine: Flags.boolean({ description: "Claimed by you.", exclusive: ["holder"], helpGroup: "FILTER" }),
  text: text("These letters in title, id or body.", "<text>"),
  parent: text("Children of this issue.", "<id>"),
  "no-parent": Flags.boolean({ description: "Issues without a parent.", exclusive: ["parent"], helpGroup: "FILTER" }),
  "created-after": time("Created then or later."),
  "created-before": time("Created before."),
  "updated-after": time("Changed then or later."),
  "updated-before": time("Changed before."),
  "closed-after": time("Closed then or later."),
  "closed-before": time("Closed before."),
  "due-after": time("Due then or later."),
  "due-before": time("Due before."),
  by: text("Created by this name.", "<name>"),
  deleted: choice("Show deleted issues too; -s deleted shows those alone."),
  limit: Flags.integer({
    char: "n",
    min: 0,
    description: "At most so many; 0 is all.",
    helpValue: "<count>",
    helpGroup: "FILTER",
  }),
  all: choice("Every status, and as many as there are."),
  sort: text("priority, created, updated, due, title, id or status.", "<key>"),
  reverse: choice("The other way round."),
};

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

type Parse = (input: never, context: unknown, options: object) => Promise<unknown>;

interface Options {
  parse?: Parse;
  multiple?: boolean;
  delimiter?: "," | null;
}

/**
 * Builds oclif definitions out of the very object that says what is particular, which so must be given once: a start makes some twenty of them. A list takes one value a flag, or
 * several with commas: `-l a,b -l c`, never what follows.
 */
function option(parse: Parse, more: object = {}) {
  return (options: Options = {}) => {
    const usual = { parse: options.parse ?? parse, input: [], multiple: Boolean(options.multiple), type: "option" };
    return Object.assign(options, usual, more, options.multiple ? listing(options) : null);
  };
}

function listing({ delimiter = "," }: Options): object {
  return { multipleNonGreedy: true, delimiter: delimiter ?? undefined };
}

/** An argument never falls back to standard input, which belongs to `-F -`. */
function argument(parse: Parse, more: object = {}) {
  return (options: Pick<Options, "parse"> = {}) =>
    Object.assign(options, { parse: options.parse ?? parse, ignoreStdin: true, input: [], type: "option" }, more);
}

/**
 * Flag definitions in oclif's own form and with its types. Built here because oclif's module of the same name loads its
 * help, configuration and terminal code, which costs more than the whole of a read command.
 */
export const Flags = {
  string: option(asTyped) as unknown as typeof OclifFlags.string,
  integer: option(asInteger) as unknown as typeof OclifFlags.integer,
  option: ((more: object) => option(asTyped, more)) as unknown as typeof OclifFlags.option,
  boolean: ((options: Pick<Options, "parse"> & { allowNo?: boolean } = {}) =>
    Object.assign(options, {
      parse: options.parse ?? asTyped,
      allowNo: Boolean(options.allowNo),
      type: "boolean",
    })) as unknown as typeof OclifFlags.boolean,
};

/** Argument definitions, in the same way. */
export const Args = {
  string: argument(asTyped) as unknown as typeof OclifArgs.string,
  /** One that the command itself asks for, in words of its own: its help shows it as needed. */
  needed: argument(asTyped, { needed: true }) as unknown as typeof OclifArgs.string,
  integer: argument(asInteger) as unknown as typeof OclifArgs.integer,
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

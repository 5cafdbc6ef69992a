import type { Interfaces } from "@oclif/core";
import type { CommandClass } from "./bead-command.ts";
import { argumentValues, flagValues, type Values } from "./completion-values.ts";
import { globalFlags } from "./flags.ts";
import { topicRows } from "./help-topic.ts";
import type { Table } from "./table.ts";
import type { TypedLine } from "./typed-line.ts";

/** A word that may stand at the cursor. */
export interface Word {
  readonly word: string;
  readonly about: string;
}

/** What may stand at the cursor: words, values that the ledger knows, files; `before` is typed already and stays in front. */
export interface Completion {
  readonly words: readonly Word[];
  readonly values: Values;
  /** What the values begin with. */
  readonly typed: string;
  readonly before: string;
  /** The argument before this one: the setting whose value is asked for. */
  readonly after: string | undefined;
  /** The directory of `-C`. */
  readonly directory: string | undefined;
}

/** What the table of commands says of a line. `summaries` says what each verb is for. */
export interface Vocabulary {
  readonly table: Table;
  readonly summaries: Readonly<Record<string, string>>;
}

/** Reads the line as the router and the parser would, and says what can come next. */
export async function complete({ words, current }: TypedLine, { table, summaries }: Vocabulary): Promise<Completion> {
  const walk = walkOver(words, GLOBAL);
  const [first] = walk.args;
  const nothing = { words: [], values: NONE, typed: current, before: "", after: undefined, directory: walk.directory };
  if (first === undefined) {
    if (walk.pending !== undefined) return { ...nothing, values: walk.pending };
    return { ...nothing, words: current.startsWith("-") ? flagWords(GLOBAL) : rootsOf(table, summaries) };
  }
  const below = walk.args[1] === undefined && !current.startsWith("-") ? secondsOf(first, { table, summaries }) : [];
  const name = [`${first} ${walk.args[1] ?? ""}`, first].find((each) => Object.hasOwn(table, each));
  if (name === undefined) return { ...nothing, words: below };
  const verb = await (table[name] as Table[string]).load();
  const rest = words.slice(words.indexOf(name.split(" ").at(-1) ?? name, words.indexOf(first)) + 1);
  return { ...nothing, ...within(name, verb, { rest, current, below, table, summaries }) };
}

interface Inside extends Vocabulary {
  readonly rest: readonly string[];
  readonly current: string;
  readonly below: readonly Word[];
}

function within(name: string, verb: CommandClass, { rest, current, below, table, summaries }: Inside): Partial<Completion> {
  const flags = { ...verb.flags, ...GLOBAL };
  const { args, pending, dashed } = walkOver(rest, flags);
  if (pending !== undefined) return valuesAt(pending, current, "");
  const given = /^(--[a-z][a-z-]*)=/.exec(current);
  if (given !== null && !dashed) {
    const [before, word = ""] = given;
    return valuesAt(valuesOf(word, flags) ?? NONE, current.slice(before.length), before);
  }
  if (current.startsWith("-") && !dashed) return { words: flagWords(flags) };
  const names = Object.keys(verb.args);
  const at = names[args.length] ?? (verb.strict ? undefined : names.at(-1));
  const values = at === undefined ? NONE : argumentValues(name, at);
  const words = "help" in values ? helpWords(args, { table, summaries }) : [];
  return { words: [...below, ...words], values, after: args.at(-1) };
}

const NONE: Values = { none: true };
const GLOBAL = globalFlags as unknown as Interfaces.FlagInput;

/** Of a list with commas only the last part is completed. */
function valuesAt(values: Values, current: string, before: string): Partial<Completion> {
  const cut = "files" in values ? 0 : current.lastIndexOf(",") + 1;
  return { values, typed: current.slice(cut), before: `${before}${current.slice(0, cut)}` };
}

/** What stands before the cursor: arguments, and the values of a flag that waits for its own. */
function walkOver(words: readonly string[], flags: Interfaces.FlagInput) {
  const args: string[] = [];
  let pending: Values | undefined;
  let dashed = false;
  let directory: string | undefined;
  for (const [at, word] of words.entries()) {
    if (pending !== undefined) {
      if (/^(-C|--directory)$/.test(words[at - 1] ?? "")) directory = word;
      pending = undefined;
    } else if (dashed || !word.startsWith("-") || word === "-") args.push(word);
    else if (word === "--") dashed = true;
    else if (!word.includes("=")) pending = valuesOf(word, flags);
  }
  return { args, pending, dashed, directory };
}

/** What a flag takes that was typed in any of its forms; undefined where it takes nothing. */
function valuesOf(word: string, flags: Interfaces.FlagInput): Values | undefined {
  const found = Object.entries(flags).find(([name, flag]) => formsOf(name, flag).includes(word));
  return found?.[1].type === "option" ? flagValues(...found) : undefined;
}

function formsOf(name: string, { char, charAliases = [], aliases = [] }: Interfaces.FlagInput[string]): string[] {
  const long = [name, ...aliases].map((each) => `--${each}`);
  return [...long, ...[char, ...charAliases].flatMap((each) => (each === undefined ? [] : [`-${each}`]))];
}

function flagWords(flags: Interfaces.FlagInput): Word[] {
  const shown = Object.entries(flags).filter(([, { hidden }]) => hidden !== true);
  return shown.flatMap(([name, flag]) => {
    const about = flag.description ?? "";
    return [
      { word: `--${name}`, about },
      ...(flag.type === "boolean" && flag.allowNo ? [{ word: `--no-${name}`, about }] : []),
      ...(flag.char === undefined ? [] : [{ word: `-${flag.char}`, about }]),
    ];
  });
}

function rootsOf(table: Table, summaries: Vocabulary["summaries"]): Word[] {
  const shown = Object.entries(table).filter(([, { group }]) => group !== "hidden");
  const roots = [...new Set(shown.map(([name]) => name.split(" ")[0] ?? name))];
  return roots.map((word) => ({
    word,
    about:
      summaries[word] ??
      secondsOf(word, { table, summaries })
        .map((each) => each.word)
        .join(", "),
  }));
}

function secondsOf(first: string, { table, summaries }: Vocabulary): Word[] {
  const below = Object.entries(table).filter(([name, { group }]) => name.startsWith(`${first} `) && group !== "hidden");
  return below.map(([name]) => ({ word: name.slice(first.length + 1), about: summaries[name] ?? "" }));
}

function helpWords(args: readonly string[], vocabulary: Vocabulary): Word[] {
  if (args[0] !== undefined) return args.length === 1 ? secondsOf(args[0], vocabulary) : [];
  const topics = [...topicRows(), { topic: "topics", summary: "All topics." }];
  const about = topics.map(({ topic, summary }) => ({ word: topic, about: summary }));
  const roots = rootsOf(vocabulary.table, vocabulary.summaries);
  return [...roots, ...about.filter(({ word }) => !roots.some((root) => root.word === word))];
}

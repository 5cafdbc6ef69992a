import { BeadsError } from "../errors.ts";
import type { Answer } from "./answer.ts";
import type { CommandClass } from "./bead-command.ts";
import { reportFailure } from "./failure.ts";
import type { Host } from "./host.ts";
import { interruptedStatus } from "./interruption.ts";
import { printAnswer } from "./print.ts";
import type { Entry, Table } from "./table.ts";
import { type Terminal, terminalOf } from "./terminal.ts";
import { VERSION } from "./version.ts";

/** A verb found in what was typed. `rest` holds its arguments, with global flags that stood before it in front. */
export interface Route {
  readonly name: string;
  readonly entry: Entry;
  readonly rest: readonly string[];
}

/** What can be said, what plain `bd` does, and what shows all that can be said. */
export interface Vocabulary {
  /** What is said most, and all that begins with the same words. */
  readonly everyday: Table;
  /** All that can be said. */
  readonly loadTable: () => Promise<Table>;
  readonly loadHome: () => Promise<CommandClass>;
  readonly loadOverview: () => Promise<(table: Table, style: Terminal) => Promise<Answer>>;
}

/** Finds the verb, runs it, prints its answer or its failure. */
export async function route(argv: readonly string[], host: Host, vocabulary: Vocabulary): Promise<number> {
  const typed = beforeDashes(argv);
  const json = typed.includes("--json");
  try {
    return await dispatch(argv, host, vocabulary, json);
  } catch (error) {
    const status = reportFailure(error, host, { json, quiet: typed.includes("--quiet") || typed.includes("-q") });
    return host.signal.aborted ? interruptedStatus(host.signal) : status;
  }
}

async function dispatch(
  argv: readonly string[],
  host: Host,
  { everyday, loadTable, loadHome, loadOverview }: Vocabulary,
  json: boolean,
): Promise<number> {
  const [leading, words] = splitLeading(argv);
  const [first, second] = words;
  if (first === undefined) return run(await loadHome(), { name: "home", argv: leading, host }, json);
  if (HELP.has(first) || (first === "help" && (second === undefined || second === "--json"))) {
    const style = terminalOf(host, host.stdout, argv.includes("--no-color"));
    return printAnswer(await (await loadOverview())(await loadTable(), style), host, json);
  }
  if (VERSIONS.has(first)) {
    host.stdout.write(json ? `${JSON.stringify({ version: VERSION })}\n` : `bd ${VERSION}\n`);
    return 0;
  }
  const found = findVerb(words, everyday) ?? findVerb(words, await loadTable());
  if (found === undefined || beforeDashes(found.rest).some((word) => HELP.has(word))) {
    return help(found === undefined ? untilFlag(words) : found.name.split(" "), host, await loadTable(), json);
  }
  return run(await found.entry.load(), { name: found.name, argv: [...leading, ...found.rest], host }, json);
}

const HELP: ReadonlySet<string> = new Set(["--help", "-h"]);
const VERSIONS: ReadonlySet<string> = new Set(["--version", "-V", "-v", "version"]);

/** Runs one command class and prints what it answered. */
async function run(
  Verb: CommandClass,
  call: { name: string; argv: readonly string[]; host: Host },
  json: boolean,
): Promise<number> {
  return printAnswer(await new Verb(call).execute(), call.host, json);
}

/** Questions about a verb and unknown words go to the help verb, which is loaded for them only. */
async function help(words: readonly string[], host: Host, table: Table, json: boolean): Promise<number> {
  const entry = table["help"];
  if (entry === undefined) throw new BeadsError("usage", "UNKNOWN_COMMAND", "There is no help.");
  return run(await entry.load(), { name: "--help", argv: json ? [...words, "--json"] : words, host }, json);
}

function untilFlag(words: readonly string[]): readonly string[] {
  const flag = words.findIndex((word) => word.startsWith("-"));
  return flag < 1 ? words : words.slice(0, flag);
}

/** The longest name in the table that the words begin with: `dep add` before `dep`. */
export function findVerb(words: readonly string[], table: Table): Route | undefined {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(" ");
    const entry = words.length >= length && Object.hasOwn(table, name) ? table[name] : undefined;
    if (entry !== undefined) return { name, entry, rest: words.slice(length) };
  }
  return undefined;
}

const WITH_VALUE: ReadonlySet<string> = new Set(["-C", "--directory", "--actor"]);
const ALONE: ReadonlySet<string> = new Set(["--json", "--quiet", "-q", "--no-color", "--offline", "--as-human", "--as-agent"]);

/** Takes the global flags off that stand before the verb. */
function splitLeading(argv: readonly string[]): [readonly string[], readonly string[]] {
  let index = 0;
  for (;;) {
    const word = argv[index] ?? "";
    if (WITH_VALUE.has(word) && argv[index + 1] === undefined) throw valueMissing(word);
    if (WITH_VALUE.has(word)) index += 2;
    else if (ALONE.has(word) || /^(-C.|--(directory|actor)=)/.test(word)) index += 1;
    else return [argv.slice(0, index), argv.slice(index)];
  }
}

function valueMissing(flag: string): BeadsError {
  return new BeadsError("usage", "BAD_FLAG", `Flag ${flag} expects a value.`, { hints: ["See bd help."] });
}

function beforeDashes(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf("--");
  return end === -1 ? argv : argv.slice(0, end);
}

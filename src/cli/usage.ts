import { BeadsError } from "../errors.ts";

/** What the parser's errors carry, as far as it matters here. */
interface ParserError {
  readonly message: string;
  readonly flags?: readonly string[];
  readonly args?: readonly { readonly name: string }[] | readonly string[];
}

/** Says a parser's complaint in our words. Own errors pass through. */
export async function usageFailure(error: unknown, name: string, known: readonly string[]): Promise<never> {
  if (error instanceof BeadsError) throw error;
  const { code, message, hints } = await complaint(error as ParserError, known);
  throw new BeadsError("usage", code, message, { hints: [...hints, seeHelp(name)], cause: error });
}

/** Plain `bd` and what stands for help have no page of their own. */
function seeHelp(name: string): string {
  return name === "home" || name.startsWith("-") ? "See bd help." : `See bd ${name} --help.`;
}

interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly hints: readonly string[];
}

async function complaint(error: ParserError, known: readonly string[]): Promise<Complaint> {
  const first = error.message.split("\n")[0] ?? "";
  if (error.flags !== undefined) return unknownFlag(error.flags[0] ?? "", known);
  if (first.startsWith("Missing") && error.args !== undefined) {
    const names = error.args.map((arg) => `<${typeof arg === "string" ? arg : arg.name}>`).join(" ");
    return { code: "MISSING_ARGUMENT", message: `An argument is missing: ${names}.`, hints: [] };
  }
  if (first.startsWith("Unexpected argument")) {
    const rest = first.replace(/^Unexpected arguments?: /, "");
    return {
      code: "UNEXPECTED_ARGUMENT",
      message: `There is one argument too many: ${rest}.`,
      hints: ["Text with spaces needs quotes."],
    };
  }
  return { code: "BAD_FLAG", message: sentence(error.message), hints: valueHints(first) };
}

function sentence(text: string): string {
  const words = text
    .replace(/\nSee more help with --help/g, "")
    .replace(/^Parsing (--\S+) \n\t/, "$1: ")
    .replace(/The following errors? occurred:\s*/, "")
    .replace(/\s+/g, " ")
    .trim();
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

function valueHints(first: string): readonly string[] {
  return first.endsWith("expects a value")
    ? ["A value that begins like a flag cannot be told from one: give text with -F -."]
    : [];
}

async function unknownFlag(typed: string, known: readonly string[]): Promise<Complaint> {
  const { nearest } = await import("./nearest.ts");
  const guess = nearest(typed.replace(/^-+|=.*$/g, ""), known);
  return {
    code: "UNKNOWN_FLAG",
    message: `There is no flag ${typed}.`,
    hints: guess === undefined ? [] : [`Did you mean --${guess}?`],
  };
}

import { columns, wrap } from "./columns.ts";
import { reflowed } from "./fold.ts";
import { renderExamples, type ShownExample } from "./help-examples.ts";
import { bold, type Style } from "./style.ts";

interface Row {
  readonly label: string;
  readonly text: string;
}

/** One verb's help. */
export interface Page {
  readonly summary: string;
  readonly description: string;
  readonly usage: string;
  readonly args: readonly Row[];
  readonly flags: readonly { readonly heading: string; readonly rows: readonly Row[] }[];
  readonly when: string;
  readonly examples: readonly ShownExample[];
  readonly exits: readonly Row[];
  readonly aliases: readonly string[];
  readonly topics: readonly string[];
}

export function renderPage(page: Page, style: Style): string[] {
  const width = Math.min(style.width, 100);
  const section = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : ["", bold(style, heading), ...lines]);
  const paragraphs = page.description.split("\n\n").flatMap((text, at) => [...(at === 0 ? [] : [""]), ...wrap(text, width)]);
  return [
    ...wrap(page.summary, width),
    ...(page.description === "" ? [] : ["", ...paragraphs]),
    ...section("WHEN TO USE IT", wrap(page.when, width - 2).map(indented)),
    ...section(
      "USAGE",
      wrap(page.usage, width - 6).map((line, at) => (at === 0 ? `  ${line}` : `      ${line}`)),
    ),
    ...section("ARGUMENTS", columns(page.args, width)),
    ...page.flags.flatMap(({ heading, rows }) => section(heading, columns(rows, width))),
    ...section("EXAMPLES", renderExamples(page.examples, { width: width - 2, ascii: style.ascii }).map(indented)),
    ...section("EXIT STATUS", columns(page.exits, width)),
    ...section("SEE ALSO", seeAlso(page)),
  ];
}

function indented(line: string): string {
  return line === "" ? "" : `  ${line}`;
}

function seeAlso({ aliases, topics }: Page): string[] {
  return [
    ...(aliases.length === 0 ? [] : [`  ${aliases.map((name) => `bd ${name}`).join(", ")}: the same by another name`]),
    ...(topics.length === 0 ? [] : [`  ${topics.map((topic) => `bd help ${topic}`).join(", ")}`]),
  ];
}

interface Concept {
  readonly topic: string;
  readonly summary: string;
  readonly lines: readonly string[];
}

/** The columns that pages about concepts are written for. */
const WRITTEN = 80;

/** A page about a concept. Its lines stand as they were written, where there is room for them. */
export function renderConcept({ topic, summary, lines }: Concept, style: Style): string[] {
  const shown = (style.width < WRITTEN ? reflowed(lines, style.width) : lines).map((line) =>
    /^[A-Z][A-Z ,]+$/.test(line) ? bold(style, line) : line,
  );
  return [...wrap(`${topic}: ${summary}`, style.width).map((line) => bold(style, line)), "", ...shown];
}

/** Verbs that begin with the same word, such as `dep`, or topics. */
export function renderTopic(rows: readonly Row[], style: Style): string[] {
  return columns(rows, Math.min(style.width, 100));
}

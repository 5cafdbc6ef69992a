import { columns, wrap } from "./columns.ts";
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
  readonly examples: readonly string[];
}

/** What plain `bd` shows: the verbs that matter with a sentence each, the others by name. */
export interface Overview {
  readonly version: string;
  readonly first: readonly Row[];
  readonly rest: readonly { readonly heading: string; readonly verbs: readonly string[] }[];
}

export function renderOverview({ version, first, rest }: Overview, style: Style): string[] {
  const width = Math.min(style.width, 100);
  const others = rest.filter(({ verbs }) => verbs.length > 0);
  return [
    `bd ${version}: a tracker that lives in git, for coding agents and the people who work beside them.`,
    "",
    bold(style, "FIRST"),
    ...columns(first, width),
    ...others.flatMap(({ heading, verbs }) => [
      "",
      bold(style, heading),
      ...wrap(verbs.join(" "), width - 2).map((line) => `  ${line}`),
    ]),
    "",
    "bd help <verb> shows what a verb takes. --json works everywhere.",
  ];
}

export function renderPage(page: Page, style: Style): string[] {
  const width = Math.min(style.width, 100);
  const section = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : ["", bold(style, heading), ...lines]);
  const paragraphs = page.description.split("\n\n").flatMap((text, at) => [...(at === 0 ? [] : [""]), ...wrap(text, width)]);
  return [
    page.summary,
    ...(page.description === "" ? [] : ["", ...paragraphs]),
    ...section("USAGE", [`  ${page.usage}`]),
    ...section("ARGUMENTS", columns(page.args, width)),
    ...page.flags.flatMap(({ heading, rows }) => section(heading, columns(rows, width))),
    ...section(
      "EXAMPLES",
      page.examples.map((example) => `  ${example}`),
    ),
  ];
}

/** The verbs of a topic, such as `dep`. */
export function renderTopic(rows: readonly Row[], style: Style): string[] {
  return columns(rows, Math.min(style.width, 100));
}

import type { Page } from "./help.ts";
import { renderExamples } from "./help-examples.ts";

/** A page of the manual: its file's name and its text in roff. */
export interface ManualPage {
  readonly file: string;
  readonly text: string;
}

interface Row {
  readonly label: string;
  readonly text: string;
}

/** What the page about bd itself names. */
export interface Manual {
  readonly version: string;
  readonly description: string;
  readonly commands: readonly Row[];
  readonly topics: readonly Row[];
  readonly environment: readonly Row[];
  readonly exits: readonly Row[];
}

/** What man leaves for text in a terminal of 80 columns, of which not every one has more letters than ASCII. */
const COLUMNS = 71;

/** One verb's page, `bd-dep-add.1`. */
export function renderManual(page: Page & { readonly name: string }, version: string): ManualPage {
  const title = titleOf(page.name);
  const also = ["bd", ...page.topics.map((topic) => `bd help ${topic}`)];
  const lines = [
    ...head(title, version),
    ...section("NAME", [`${roff(title)} \\- ${roff(withoutPeriod(page.summary))}`]),
    ...section("SYNOPSIS", [`.B ${roff(page.usage)}`]),
    ...section("DESCRIPTION", paragraphs(page.description === "" ? page.summary : page.description)),
    ...section("WHEN TO USE IT", page.when === "" ? [] : paragraphs(page.when)),
    ...section("ARGUMENTS", rows(page.args)),
    ...page.flags.flatMap(({ heading, rows: flags }) => section(heading, rows(flags))),
    ...section(
      "EXAMPLES",
      page.examples.length === 0
        ? []
        : [".nf", ...renderExamples(page.examples, { width: COLUMNS, ascii: true }).map(roff), ".fi"],
    ),
    ...section("EXIT STATUS", rows(page.exits)),
    ...section("SEE ALSO", [also.map((each, at) => (at === 0 ? "\\fBbd\\fR(1)" : roff(each))).join(", ")]),
  ];
  return { file: `${title}.1`, text: `${lines.join("\n")}\n` };
}

/** The page about bd itself, `bd.1`. */
export function renderMainManual({ version, description, ...manual }: Manual): ManualPage {
  const lines = [
    ...head("bd", version),
    ...section("NAME", [`bd \\- ${roff(withoutPeriod(description))}`]),
    ...section("SYNOPSIS", [".B bd", "[\\fIcommand\\fR] [\\fIarguments\\fR] [\\fIflags\\fR]"]),
    ...section("DESCRIPTION", [
      ...paragraphs(
        "Plain bd says what needs you and the next step. Each command has a page of its own, such as bd-claim(1); bd help says the same.",
      ),
    ]),
    ...section("COMMANDS", rows(manual.commands)),
    ...section("TOPICS", rows(manual.topics)),
    ...section("ENVIRONMENT", rows(manual.environment)),
    ...section("EXIT STATUS", rows(manual.exits)),
    ...section("SEE ALSO", ["\\fBgit\\fR(1)"]),
  ];
  return { file: "bd.1", text: `${lines.join("\n")}\n` };
}

/** Plain text that troff prints letter by letter, and never takes for a request. */
export function roff(text: string): string {
  const escaped = text
    .replaceAll("…", "...")
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("'", "\\(aq")
    .replaceAll("`", "\\(ga")
    .replaceAll("^", "\\(ha")
    .replaceAll("~", "\\(ti")
    .replace(
      /[^\u0000-\u007f]/gu,
      (letter) => `\\[u${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`,
    );
  return escaped.startsWith(".") ? `\\&${escaped}` : escaped;
}

function titleOf(name: string): string {
  return `bd-${name.replaceAll(" ", "-")}`;
}

function head(title: string, version: string): string[] {
  return [`.TH ${roff(title.toUpperCase())} 1 "" "bd ${roff(version)}" "bd"`, ".nh", ".ad l"];
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`.SH "${heading}"`, ...lines];
}

function paragraphs(text: string): string[] {
  return text.split("\n\n").flatMap((paragraph) => [".PP", roff(paragraph.replace(/\s+/g, " "))]);
}

function rows(all: readonly Row[]): string[] {
  return all.flatMap(({ label, text }) => [".TP", `\\fB${roff(label.trim())}\\fR`, roff(text === "" ? " " : text)]);
}

function withoutPeriod(text: string): string {
  return text.replace(/\.$/, "");
}

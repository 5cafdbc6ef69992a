import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args } from "../src/cli/flags.ts";
import { helpPage } from "../src/cli/help-page.ts";
import { summariesOf } from "../src/cli/summaries.ts";
import type { Group } from "../src/cli/table.ts";
import { unknownCommand } from "../src/cli/unknown-command.ts";
import { VERSION } from "../src/cli/version.ts";
import { renderOverview, renderPage, renderTopic } from "../src/render/help.ts";
import { COMMANDS } from "./index.ts";

/** The dozen that matter. */
const FIRST = "init create ready claim show list update reply close send inbox status".split(" ");

/** `bd help`, plain `bd`, `--help`, and what was not understood. */
export class Help extends BeadCommand {
  static override summary = "Show what bd can do, or what a verb takes.";
  static override examples = ["bd help", "bd help claim"];
  static override args = { verb: Args.string({ description: "A verb or topic." }) };
  static override strict = false;

  async run(): Promise<object> {
    const { argv } = await this.parse(Help);
    const name = argv.slice(0, 2).join(" ");
    const entry = COMMANDS[name] ?? COMMANDS[argv[0] ?? ""];
    if (argv.length === 0) return this.#overview();
    if (entry !== undefined) {
      const page = helpPage(COMMANDS[name] === undefined ? (argv[0] ?? "") : name, await entry.load());
      return this.answer(page, renderPage(page, this.style));
    }
    return this.#topic(argv);
  }

  async #overview(): Promise<object> {
    const summaries = await summariesOf(COMMANDS);
    const first = FIRST.filter((verb) => verb in COMMANDS).map((verb) => ({ label: verb, text: summaries[verb] ?? "" }));
    const rest = [
      { heading: "DAILY", verbs: verbs("daily") },
      { heading: "TOGETHER", verbs: verbs("coordination") },
      { heading: "HOUSEKEEPING", verbs: verbs("administration") },
    ];
    const lines = renderOverview({ version: VERSION, first, rest }, this.style);
    return this.answer({ version: VERSION, commands: shown(summaries) }, lines);
  }

  async #topic(words: readonly string[]): Promise<object> {
    const summaries = await summariesOf(COMMANDS);
    const below = Object.keys(COMMANDS).filter((name) => name.startsWith(`${words[0]} `));
    if (below.length === 0 || words.length > 1) unknownCommand(words, COMMANDS);
    const rows = below.map((name) => ({ label: `bd ${name}`, text: summaries[name] ?? "" }));
    return this.answer(
      rows.map(({ label, text }) => ({ name: label.slice(3), summary: text })),
      renderTopic(rows, this.style),
    );
  }
}

/** The root verbs of a group beyond the first dozen; topics by their first word, other names not at all. */
function verbs(group: Group): string[] {
  const names = Object.entries(COMMANDS).filter(([, entry]) => entry.group === group && entry.alias === undefined);
  return [...new Set(names.map(([name]) => name.split(" ")[0] ?? ""))].filter((verb) => !FIRST.includes(verb));
}

function shown(summaries: Readonly<Record<string, string>>): object[] {
  const names = Object.entries(COMMANDS).filter(([, entry]) => entry.group !== "hidden");
  return names.map(([name, { group, alias = null }]) => ({ name, group, alias, summary: summaries[name] ?? "" }));
}

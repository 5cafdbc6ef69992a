import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args } from "../src/cli/flags.ts";
import { helpPage } from "../src/cli/help-page.ts";
import { summariesOf } from "../src/cli/summaries.ts";
import { unknownCommand } from "../src/cli/unknown-command.ts";
import { renderPage, renderTopic } from "../src/render/help.ts";
import { COMMANDS } from "./index.ts";
import { overview } from "./overview.ts";

/** `bd help`, `--help` behind a verb, and words that were not understood. */
export class Help extends BeadCommand {
  static override summary = "Show what bd can do, or what a verb takes.";
  static override examples = ["bd help", "bd help claim"];
  static override args = { verb: Args.string({ description: "A verb or topic." }) };
  static override strict = false;

  async run(): Promise<object> {
    const { argv } = await this.parse(Help);
    if (argv.length === 0) return overview(COMMANDS, this.style);
    const name = [argv.slice(0, 2).join(" "), argv[0] ?? ""].find((each) => Object.hasOwn(COMMANDS, each));
    if (name === undefined) return this.#topic(argv);
    const page = helpPage(name, await (COMMANDS[name] as (typeof COMMANDS)[string]).load());
    return this.answer(page, renderPage(page, this.style));
  }

  async #topic(words: readonly string[]): Promise<object> {
    const summaries = await summariesOf(COMMANDS);
    const below = Object.keys(COMMANDS).filter((name) => name.startsWith(`${words[0]} `));
    if (below.length === 0 || words.length > 1) unknownCommand(words, COMMANDS);
    const rows = below.map((name) => ({ name, summary: summaries[name] ?? "" }));
    const shown = rows.map(({ name, summary }) => ({ label: `bd ${name}`, text: summary }));
    return this.answer(rows, renderTopic(shown, this.style));
  }
}

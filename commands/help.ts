import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args } from "../src/cli/flags.ts";
import { loadHelpPage } from "../src/cli/help-page.ts";
import { loadTopic, topicRows } from "../src/cli/help-topic.ts";
import { summariesOf } from "../src/cli/summaries.ts";
import { unknownCommand } from "../src/cli/unknown-command.ts";
import { renderConcept, renderPage, renderTopic } from "../src/render/help.ts";
import { COMMANDS } from "./index.ts";
import { overview } from "./overview.ts";

/** `bd help`, `--help` behind a verb, and words that were not understood. */
export class Help extends BeadCommand {
  static override summary = "Show all commands, what one takes, or what there is to know about a topic.";
  static override description = "Topics are ideas that several commands have in common; bd help topics lists them.";
  static override args = { verb: Args.string({ description: "A command or a topic." }) };
  static override strict = false;

  async run(): Promise<object> {
    const { argv } = await this.parse(Help);
    const [first = ""] = argv;
    if (argv.length === 0) return overview(COMMANDS, this.style);
    const name = [argv.slice(0, 2).join(" "), first].find((each) => Object.hasOwn(COMMANDS, each));
    const page = name === undefined ? undefined : await loadHelpPage(name, COMMANDS);
    const topic = this.#isAsked && argv.length === 1 ? await loadTopic(first) : undefined;
    if (page === undefined && topic === undefined) return this.#group(argv);
    const about = topic === undefined ? [] : renderConcept(topic, this.style);
    const said = topic && { ...topic, lines: undefined, text: topic.lines.join("\n") };
    if (page === undefined) return this.answer(said, about);
    const lines = renderPage(page, this.style);
    return this.answer({ ...page, about: said?.text ?? null }, about.length === 0 ? lines : [...lines, "", ...about]);
  }

  /** False for words that were not understood, and for `--help` behind a verb. */
  get #isAsked(): boolean {
    return this.name === "help";
  }

  /** Verbs that begin with the same word, or all topics. */
  async #group(words: readonly string[]): Promise<object> {
    if (this.#isAsked && words.length === 1 && words[0] === "topics") return this.#topics();
    const below = Object.keys(COMMANDS).filter((name) => name.startsWith(`${words[0]} `) && !COMMANDS[name]?.alias);
    if (below.length === 0 || words.length > 1) unknownCommand(words, COMMANDS, this.#isAsked);
    const summaries = await summariesOf(COMMANDS);
    const rows = below.map((name) => ({ name, summary: summaries[name] ?? "" }));
    const shown = rows.map(({ name, summary }) => ({ label: `bd ${name}`, text: summary }));
    return this.answer(rows, renderTopic(shown, this.style));
  }

  #topics(): object {
    const shown = topicRows().map(({ topic, summary }) => ({ label: `bd help ${topic}`, text: summary }));
    return this.answer(topicRows(), renderTopic(shown, this.style));
  }
}

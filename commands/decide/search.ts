import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, Flags } from "../../src/cli/flags.ts";
import { decisionListJson, renderDecisionList } from "../../src/render/decide.ts";
import { renderRest } from "../../src/render/list.ts";
import { searchDecisions } from "../../src/services/decide-list.ts";

/** `bd decide search`: decisions by their words. */
export class DecideSearch extends BeadCommand {
  static override summary = "Find decisions and questions by words in title, text, topics and options.";
  static override description = "All words have to be there. What was rejected or superseded is found, too.";
  static override args = { words: Args.string({ description: "Words.", required: true }) };
  static override flags = {
    limit: Flags.integer({ char: "n", min: 0, description: "At most so many; 0 is all.", helpValue: "<count>" }),
  };
  static override strict = false;

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(DecideSearch);
    const { limit = 20 } = flags;
    const found = await searchDecisions(await this.workspace(), { words: argv.join(" "), limit: limit === 0 ? null : limit });
    const rest = renderRest(found.rows.length, found.more, "Nothing found.");
    if (rest !== undefined) this.warn(rest);
    return this.answer(decisionListJson(found), renderDecisionList(found, this.style));
  }
}

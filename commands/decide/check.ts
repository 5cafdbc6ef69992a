import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, Flags } from "../../src/cli/flags.ts";
import { decisionListJson, renderDecisionList } from "../../src/render/decide.ts";
import { checkDecisions } from "../../src/services/decide-list.ts";

/** `bd decide check`: before an architecture choice. */
export class DecideCheck extends BeadCommand {
  static override summary = "Show what was decided about a topic or some paths, before you choose.";
  static override description =
    "Found are decisions that hold, and open questions, by their labels, paths and topics and by words of their titles. Status 1 says that nothing was decided about it.";
  static override args = { about: Args.string({ description: "Topics, words, paths or globs." }) };
  static override flags = {
    label: Flags.string({ char: "l", multiple: true, description: "Issues under these labels.", helpValue: "<a,b>" }),
  };
  static override strict = false;

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(DecideCheck);
    const found = await checkDecisions(await this.workspace(), { about: argv, labels: flags.label });
    if (found.rows.length === 0) this.warn("Nothing was decided about it.");
    return this.answer(decisionListJson(found), renderDecisionList(found, this.style), found.rows.length === 0 ? 1 : 0);
  }
}

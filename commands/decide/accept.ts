import { BeadCommand } from "../../src/cli/bead-command.ts";
import { answerEach, idsOf } from "../../src/cli/each.ts";
import { eachId } from "../../src/cli/each-id.ts";
import { Args } from "../../src/cli/flags.ts";
import { rulingFlags, rulingInput } from "../../src/cli/ruling-flags.ts";
import { renderRuling, rulingJson } from "../../src/render/decide.ts";
import { ruleOn } from "../../src/services/ruling.ts";

/** `bd decide accept`. */
export class DecideAccept extends BeadCommand {
  static override summary = "Accept a proposed decision: from now on it holds.";
  static override description =
    "What it supersedes does not hold any more, and the projects that are to know of it are sent it. The first verdict stays; where somebody is named who is to accept it, others need --force.";
  static override args = { id: Args.needed({ description: "Ids of decisions." }) };
  static override flags = rulingFlags;
  static override strict = false;

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(DecideAccept);
    const ids = idsOf(argv, this.name);
    const input = await rulingInput(flags, (given) => this.body(given));
    const workspace = await this.workspace();
    const tried = await eachId(ids, (id) => ruleOn(workspace, "accept", { ...input, id }));
    return answerEach(tried, { json: rulingJson, lines: (result) => renderRuling(result, this.style) }, this.host, this.json);
  }
}

import { BeadCommand } from "../../src/cli/bead-command.ts";
import { answerEach, idsOf } from "../../src/cli/each.ts";
import { eachId } from "../../src/cli/each-id.ts";
import { Args } from "../../src/cli/flags.ts";
import { rulingFlags, rulingInput } from "../../src/cli/ruling-flags.ts";
import { renderRuling, rulingJson } from "../../src/render/decide.ts";
import { ruleOn } from "../../src/services/ruling.ts";

/** `bd decide reject`. */
export class DecideReject extends BeadCommand {
  static override summary = "Reject a proposed decision, or take back a question, with the reason.";
  static override description =
    "What a question gated is ready then. The first verdict stays; where somebody is named who is to accept it, others need --force.";
  static override args = { id: Args.needed({ description: "Ids of decisions or questions." }) };
  static override flags = rulingFlags;
  static override strict = false;

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(DecideReject);
    const ids = idsOf(argv, this.name);
    const input = await rulingInput(flags, (given) => this.body(given));
    const workspace = await this.workspace();
    const tried = await eachId(ids, (id) => ruleOn(workspace, "reject", { ...input, id }));
    return answerEach(tried, { json: rulingJson, lines: (result) => renderRuling(result, this.style) }, this.host, this.json);
  }
}

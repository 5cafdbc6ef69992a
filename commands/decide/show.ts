import { BeadCommand } from "../../src/cli/bead-command.ts";
import { answerEach, idsOf } from "../../src/cli/each.ts";
import { eachId } from "../../src/cli/each-id.ts";
import { Args } from "../../src/cli/flags.ts";
import { decisionShowJson, renderDecisionShow } from "../../src/render/decide-show.ts";
import { type ShownDecision, showDecision } from "../../src/services/decide-show.ts";

/** `bd decide show`: the whole record. */
export class DecideShow extends BeadCommand {
  static override summary = "Show a decision or question with all that was said of it.";
  static override description =
    "Any unique end of an id is enough. Of projects that are to know of it, it says how far it got and who there has acknowledged it, as far as is known on this machine.";
  static override args = { id: Args.needed({ description: "Ids of decisions or questions." }) };
  static override strict = false;

  async run(): Promise<object> {
    const { argv } = await this.parse(DecideShow);
    const ids = idsOf(argv, this.name);
    const workspace = await this.workspace();
    const found = await eachId(ids, (id) => showDecision(workspace, { id }));
    const lines = (shown: ShownDecision, id: string) => [
      ...renderDecisionShow(shown, this.style),
      ...(id === ids.at(-1) ? [] : ["", ""]),
    ];
    return answerEach(found, { json: decisionShowJson, lines }, this.host, this.json);
  }
}

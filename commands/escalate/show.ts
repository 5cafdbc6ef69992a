import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args } from "../../src/cli/flags.ts";
import { renderEscalationShown, showEscalationJson } from "../../src/render/escalation.ts";
import { showEscalation } from "../../src/services/escalate.ts";

/** `bd escalate show`. */
export class EscalateShow extends BeadCommand {
  static override summary = "Show an escalation with its text and all that became of it.";
  static override args = { id: Args.string({ required: true, description: "Its id, or the last six letters." }) };

  async run(): Promise<object> {
    const { args } = await this.parse(EscalateShow);
    const shown = await showEscalation(await this.workspace(), args.id);
    return this.answer(showEscalationJson(shown), renderEscalationShown(shown, this.style));
  }
}

import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args } from "../../src/cli/flags.ts";
import { renderLabels } from "../../src/render/label.ts";
import { listLabels } from "../../src/services/label.ts";

/** `bd label list`. */
export class LabelList extends BeadCommand {
  static override summary = "List the labels of an issue, or all that are in use.";
  static override args = { id: Args.string({ description: "Only this issue's labels." }) };

  async run(): Promise<object> {
    const { args } = await this.parse(LabelList);
    const labels = await listLabels(await this.workspace(), args.id);
    return this.answer(labels, renderLabels(labels, this.style));
  }
}

import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args } from "../../src/cli/flags.ts";
import { checkpointRowJson, renderCheckpointRow } from "../../src/render/checkpoint.ts";
import { showCheckpoint } from "../../src/services/checkpoint-content.ts";

/** `bd checkpoint show`: all of one. */
export class CheckpointShow extends BeadCommand {
  static override summary = "Show a checkpoint.";
  static override args = {
    id: Args.string({ required: true, description: "Its last six letters, or an issue for its newest." }),
  };

  async run(): Promise<object> {
    const { args } = await this.parse(CheckpointShow);
    const row = await showCheckpoint(await this.workspace(), { id: args.id });
    return this.answer(checkpointRowJson(row), renderCheckpointRow(row, this.style));
  }
}

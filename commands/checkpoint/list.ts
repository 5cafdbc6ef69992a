import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, Flags } from "../../src/cli/flags.ts";
import { checkpointRowJson, renderCheckpoints } from "../../src/render/checkpoint.ts";
import { listCheckpoints } from "../../src/services/checkpoint-content.ts";

/** `bd checkpoint list`: where work stood, newest first. */
export class CheckpointList extends BeadCommand {
  static override summary = "List checkpoints, newest first.";
  static override args = { id: Args.string({ description: "Only this issue's." }) };
  static override flags = {
    limit: Flags.integer({ char: "n", min: 0, default: 20, description: "At most so many; 0 is all.", helpValue: "<count>" }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(CheckpointList);
    const rows = await listCheckpoints(await this.workspace(), { id: args.id, limit: flags.limit });
    return this.answer(rows.map(checkpointRowJson), renderCheckpoints(rows, this.style));
  }
}

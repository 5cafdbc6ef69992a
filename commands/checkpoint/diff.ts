import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args } from "../../src/cli/flags.ts";
import { stripControls } from "../../src/domain/strip.ts";
import { checkpointJson } from "../../src/render/checkpoint.ts";
import { diffCheckpoint } from "../../src/services/checkpoint-content.ts";

/** `bd checkpoint diff`: what was not committed, as a patch. */
export class CheckpointDiff extends BeadCommand {
  static override summary = "Show what was not committed at a checkpoint, as a patch.";
  static override args = {
    id: Args.string({ required: true, description: "Its last six letters, or an issue for its newest." }),
  };

  async run(): Promise<object> {
    const { args } = await this.parse(CheckpointDiff);
    const { checkpoint, patch } = await diffCheckpoint(await this.workspace(), { id: args.id });
    const lines = patch === "" ? [] : stripControls(patch).replace(/\n$/, "").split("\n");
    return this.answer({ ...checkpointJson(checkpoint), patch }, lines);
  }
}

import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, Flags } from "../../src/cli/flags.ts";
import { renderRestored, restoreJson } from "../../src/render/checkpoint.ts";
import { restoreCheckpoint } from "../../src/services/checkpoint-content.ts";

/** `bd checkpoint restore`: everything as it was, in a worktree of its own. */
export class CheckpointRestore extends BeadCommand {
  static override summary = "Bring a checkpoint's files back, in a new worktree.";
  static override description =
    "A linked worktree is made at the checkpoint's commit, and what was not committed is laid in, uncommitted again. Nothing that is there is touched.";
  static override args = {
    id: Args.string({ required: true, description: "Its last six letters, or an issue for its newest." }),
  };
  static override flags = {
    into: Flags.string({ required: true, description: "A directory that does not exist yet.", helpValue: "<dir>" }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(CheckpointRestore);
    const restored = await restoreCheckpoint(await this.workspace(), { id: args.id, into: flags.into });
    return this.answer(restoreJson(restored), renderRestored(restored, this.style));
  }
}

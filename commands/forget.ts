import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, dryRunFlag } from "../src/cli/flags.ts";
import { rememberJson, renderForgotten } from "../src/render/note.ts";
import { forget } from "../src/services/forget.ts";

/** `bd forget`: a note that holds no more. */
export class Forget extends BeadCommand {
  static override summary = "Take a note out of what sessions are told.";
  static override description = "Its text stays in the ledger's history. bd remember under the same key brings it back.";
  static override args = { key: Args.string({ description: "The note's key, or its whole id.", required: true }) };
  static override flags = { ...dryRunFlag };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Forget);
    const result = await forget(await this.workspace(), { key: args.key, dry_run: flags["dry-run"] });
    return this.answer(rememberJson(result), renderForgotten(result));
  }
}

import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { depJson, renderDepRemove } from "../../src/render/dep.ts";
import { removeDependency } from "../../src/services/dep.ts";

/** `bd dep remove`. */
export class DepRemove extends BeadCommand {
  static override summary = "Take the edges from an issue to another one away.";
  static override args = {
    id: Args.string({ description: "The issue that says it.", required: true }),
    target: Args.string({ description: "The issue that it says it of.", required: true }),
  };
  static override flags = {
    type: Flags.string({ char: "t", description: "Only edges of this type.", helpValue: "<type>" }),
    ...dryRunFlag,
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(DepRemove);
    const result = await removeDependency(await this.workspace(), { ...args, type: flags.type, dry_run: flags["dry-run"] });
    return this.answer(depJson(result), renderDepRemove(result));
  }
}

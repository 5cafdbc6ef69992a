import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { depJson, renderDepAdd } from "../../src/render/dep.ts";
import { addDependency } from "../../src/services/dep.ts";

/** `bd dep add`. */
export class DepAdd extends BeadCommand {
  static override summary = "Say that an issue needs another one, or how else they are linked.";
  static override description =
    "The first issue needs the second one: bd dep add <issue> <needed>. --type blocks means the same, since it names the kind of edge and not its direction. The answer says who needs whom. An issue of another project is named with its project in front; its state is read from that project's ledger, and one that is not known counts as open.";
  static override args = {
    id: Args.string({ description: "The issue that needs the other one.", required: true }),
    target: Args.string({ description: "The issue that is needed, here or elsewhere (lib:lib-4x8w2c).", required: true }),
  };
  static override flags = {
    type: Flags.string({
      char: "t",
      description: "needs, needs-success, related, discovered-from, parent-child, duplicates, supersedes or superseded-by.",
      helpValue: "<type>",
    }),
    ...dryRunFlag,
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(DepAdd);
    const result = await addDependency(await this.workspace(), { ...args, type: flags.type, dry_run: flags["dry-run"] });
    return this.answer(depJson(result), renderDepAdd(result));
  }
}

import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, dryRunFlag } from "../../src/cli/flags.ts";
import { configChangeJson, renderConfigChange } from "../../src/render/config.ts";
import { setSetting } from "../../src/services/config.ts";

/** `bd config unset`: back to the default. */
export class ConfigUnset extends BeadCommand {
  static override summary = "Take one of the project's settings back to its default.";
  static override args = {
    name: Args.string({ description: "The setting, such as claim.lease.agent; bd config list names all.", required: true }),
  };
  static override flags = { ...dryRunFlag };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ConfigUnset);
    const change = await setSetting(await this.workspace(), { name: args.name, value: null, dry_run: flags["dry-run"] });
    return this.answer(configChangeJson(change), renderConfigChange(change));
  }
}

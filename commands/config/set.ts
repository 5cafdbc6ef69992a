import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, dryRunFlag } from "../../src/cli/flags.ts";
import { configChangeJson, renderConfigChange } from "../../src/render/config.ts";
import { setSetting } from "../../src/services/config.ts";

/** `bd config set`: one of the project's settings, for everybody. */
export class ConfigSet extends BeadCommand {
  static override summary = "Set one of the project's settings, for everybody.";
  static override description = "Your own settings stand in git's configuration: for those, the command to run is shown.";
  static override args = {
    name: Args.string({ description: "The setting, such as claim.lease.agent; bd config list names all.", required: true }),
    value: Args.string({ description: "Its value.", required: true }),
  };
  static override flags = { ...dryRunFlag };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ConfigSet);
    const change = await setSetting(await this.workspace(), { ...args, dry_run: flags["dry-run"] });
    return this.answer(configChangeJson(change), renderConfigChange(change));
  }
}

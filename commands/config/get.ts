import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args } from "../../src/cli/flags.ts";
import { renderSetting, settingJson } from "../../src/render/config.ts";
import { getSetting } from "../../src/services/config.ts";

/** `bd config get`: one setting. */
export class ConfigGet extends BeadCommand {
  static override summary = "Show what holds for a setting.";
  static override args = {
    name: Args.string({ description: "The setting, such as claim.lease.agent; bd config list names all.", required: true }),
  };

  async run(): Promise<object> {
    const { args } = await this.parse(ConfigGet);
    const shown = await getSetting(await this.workspace(), args.name);
    return this.answer(settingJson(shown), renderSetting(shown));
  }
}

import { BeadCommand } from "../../src/cli/bead-command.ts";
import { renderSettings, settingJson } from "../../src/render/config.ts";
import { listSettings } from "../../src/services/config.ts";

/** `bd config list`: every setting. */
export class ConfigList extends BeadCommand {
  static override summary = "Show every setting with its value.";

  async run(): Promise<object> {
    await this.parse(ConfigList);
    const settings = await listSettings(await this.workspace());
    return this.answer(settings.map(settingJson), renderSettings(settings, this.style));
  }
}

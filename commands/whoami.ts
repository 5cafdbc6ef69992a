import { BeadCommand } from "../src/cli/bead-command.ts";
import { renderWhoami, whoamiJson } from "../src/render/whoami.ts";
import { whoami } from "../src/services/whoami.ts";

/** `bd whoami`: under which name and in which project you are. */
export class Whoami extends BeadCommand {
  static override summary = "Show who you are here: actor, session, project and workspace.";

  async run(): Promise<object> {
    await this.parse(Whoami);
    const result = await whoami(await this.workspace());
    return this.answer(whoamiJson(result), renderWhoami(result, this.style));
  }
}

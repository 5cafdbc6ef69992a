import { BeadCommand } from "../../src/cli/bead-command.ts";
import { dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { renderSetup, setupJson } from "../../src/render/setup.ts";
import { setupAgents } from "../../src/services/setup-agents.ts";

/** `bd setup agents`: what AGENTS.md says about bd. */
export class SetupAgents extends BeadCommand {
  static override summary = "Put a block about bd into AGENTS.md and its like, or bring it up to date.";
  static override description =
    "Where CLAUDE.md, GEMINI.md and the like are there, they get it too, unless they take AGENTS.md in. Only the lines between bd's two marks are written; the rest of a file is never touched.";
  static override flags = { ...dryRunFlag, remove: Flags.boolean({ description: "Take the block out." }) };

  async run(): Promise<object> {
    const { flags } = await this.parse(SetupAgents);
    const mode = { remove: flags.remove === true, dry_run: flags["dry-run"] === true };
    const result = await setupAgents(await this.workspace(), mode);
    return this.answer(setupJson(result), renderSetup(result));
  }
}

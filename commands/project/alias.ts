import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { aliasJson, renderAlias } from "../../src/render/project-book.ts";
import { aliasProject } from "../../src/services/project-alias.ts";

/** `bd project alias`: what else this project is known as. */
export class ProjectAlias extends BeadCommand {
  static override summary = "Say under which other identity this project is known.";
  static override description =
    "For a repository that moved, or the upstream of a fork: what was sent to the other identity is then meant for this one.";
  static override args = { alias: Args.string({ description: "An identity or a URL.", required: true }) };
  static override flags = { ...dryRunFlag, remove: Flags.boolean({ description: "Take it away again." }) };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ProjectAlias);
    const input = { alias: args.alias, remove: flags.remove, dry_run: flags["dry-run"] };
    const result = await aliasProject(await this.workspace(), input);
    return this.answer(aliasJson(result), renderAlias(result));
  }
}

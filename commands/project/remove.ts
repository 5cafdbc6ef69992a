import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, dryRunFlag } from "../../src/cli/flags.ts";
import { changesJson, renderRemoved } from "../../src/render/project-book.ts";
import { removeProject } from "../../src/services/project-book.ts";

/** `bd project remove`: takes back what `add` wrote down. */
export class ProjectRemove extends BeadCommand {
  static override summary = "Take away what is written down of another project.";
  static override description = "Nothing of that project is touched. A clone of it beside this one still makes it known.";
  static override args = { project: Args.string({ description: "Short name, identity, alias or URL.", required: true }) };
  static override flags = { ...dryRunFlag };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ProjectRemove);
    const changes = await removeProject(await this.workspace(), { name: args.project, dry_run: flags["dry-run"] });
    return this.answer(changesJson(changes), renderRemoved(changes));
  }
}

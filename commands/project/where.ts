import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args } from "../../src/cli/flags.ts";
import { placesJson } from "../../src/render/project.ts";
import { whereProject } from "../../src/services/project.ts";

/** `bd project where`: the directories of a project's clones, one a line. */
export class ProjectWhere extends BeadCommand {
  static override summary = "Say where the clones of a project are on this machine.";
  static override args = { project: Args.string({ description: "Short name, identity, alias or URL.", required: true }) };

  async run(): Promise<object> {
    const { args } = await this.parse(ProjectWhere);
    const places = await whereProject(await this.workspace(), args.project);
    return this.answer(placesJson(places), places.directories);
  }
}

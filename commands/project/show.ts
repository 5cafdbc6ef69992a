import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args } from "../../src/cli/flags.ts";
import { projectJson, renderProject } from "../../src/render/project.ts";
import { showProject } from "../../src/services/project.ts";

/** `bd project show`: what a project is called, here and everywhere. */
export class ProjectShow extends BeadCommand {
  static override summary = "Show a project's identity, aliases and clones; this one's where none is named.";
  static override args = { project: Args.string({ description: "Short name, identity, alias or URL." }) };

  async run(): Promise<object> {
    const { args } = await this.parse(ProjectShow);
    const shown = await showProject(await this.workspace(), args.project);
    return this.answer(projectJson(shown), renderProject(shown, this.style));
  }
}

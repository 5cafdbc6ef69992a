import { BeadCommand } from "../../src/cli/bead-command.ts";
import { projectsJson, renderProjects } from "../../src/render/project.ts";
import { listProjects } from "../../src/services/project.ts";

/** `bd project list`: whom one can send to. */
export class ProjectList extends BeadCommand {
  static override summary = "List the projects that are known here, and where their clones are.";

  async run(): Promise<object> {
    await this.parse(ProjectList);
    const projects = await listProjects(await this.workspace());
    return this.answer(projectsJson(projects), renderProjects(projects, this.style));
  }
}

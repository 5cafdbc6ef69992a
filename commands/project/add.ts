import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { changeJson, renderChange } from "../../src/render/project-book.ts";
import { addProject } from "../../src/services/project-book.ts";

/** `bd project add`: whom this project knows, and how they are reached. */
export class ProjectAdd extends BeadCommand {
  static override summary = "Make another project known, by a short name and its URL.";
  static override description =
    "What everybody can use (https, ssh, git) is written into project.md, for all clones of this project. A path of this machine, http and file:// go into your own git configuration, under beads.project.";
  static override args = {
    name: Args.string({
      description: "A short name; the URL alone may stand here, and its last part is the name then.",
      required: true,
    }),
    url: Args.string({ description: "An https, ssh or git URL, or a path." }),
  };
  static override flags = {
    ...dryRunFlag,
    local: Flags.boolean({ description: "For you alone: into your own git configuration." }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ProjectAdd);
    const named = args.url === undefined ? { url: args.name } : { name: args.name, url: args.url };
    const input = { ...named, local: flags.local, dry_run: flags["dry-run"] };
    const change = await addProject(await this.workspace(), input);
    return this.answer(changeJson(change), renderChange(change));
  }
}

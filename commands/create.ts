import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, bodyFlags, dryRunFlag } from "../src/cli/flags.ts";
import { createFlags, fieldFlags } from "../src/cli/issue-flags.ts";
import { planFrom } from "../src/cli/plan-from.ts";
import { createHints, createJson, renderCreate } from "../src/render/create.ts";
import { create } from "../src/services/create.ts";

/** `bd create`, `bd new`: files one issue, or all those of a plan. */
export class Create extends BeadCommand {
  static override summary = "Create an issue, or all the issues of a plan.";
  static override description =
    "A plan in markdown has a line `## Title {#name}` for each issue, `key: value` lines under it (type, priority, labels, needs, parent, …), a blank line, and the body. In JSON it is an array of objects. Needs and parents name ids, names or titles. All are created in one commit, or none.";
  static override args = { title: Args.string({ description: "The title." }) };
  static override flags = { ...fieldFlags, ...bodyFlags, ...createFlags, ...dryRunFlag };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Create);
    const body = await this.body(flags);
    const issues = await planFrom(
      { ...flags, title: args.title ?? flags.title, typed: args.title, body },
      this.host,
      this.directory,
    );
    const workspace = await this.workspace();
    const result = await create(workspace, { issues, if_new: flags["if-new"], dry_run: flags["dry-run"] });
    if (!flags.silent) for (const hint of createHints(result)) this.warn(hint);
    const json = createJson(result);
    const lines = flags.silent ? result.issues.map(({ id }) => id) : renderCreate(result, this.style);
    return this.answer(flags.from === undefined ? json[0] : json, lines);
  }
}

import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, bodyFlags, dryRunFlag } from "../src/cli/flags.ts";
import { createFlags, fieldFlags } from "../src/cli/issue-flags.ts";
import { planFrom } from "../src/cli/plan-from.ts";
import { createHints, createJson } from "../src/render/create.ts";
import { create } from "../src/services/create.ts";

const { from: _from, silent: _silent, ...flags } = { ...fieldFlags, ...bodyFlags, ...createFlags, ...dryRunFlag };

/** `bd q`: files an issue and prints nothing but its id. */
export class Q extends BeadCommand {
  static override summary = "Create an issue quickly: prints only its id.";
  static override description = "Takes what bd create takes, but for --from; the text may come from -m, -F or standard input.";
  static override args = { title: Args.string({ description: "The title." }) };
  static override flags = flags;

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Q);
    const body = await this.body(flags);
    const issues = await planFrom(
      { ...flags, title: args.title ?? flags.title, typed: args.title, body },
      this.host,
      this.directory,
    );
    const result = await create(await this.workspace(), { issues, if_new: flags["if-new"], dry_run: flags["dry-run"] });
    for (const hint of createHints(result)) this.warn(hint);
    return this.answer(
      createJson(result)[0],
      result.issues.map(({ id }) => id),
    );
  }
}

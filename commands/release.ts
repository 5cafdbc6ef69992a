import { BeadCommand } from "../src/cli/bead-command.ts";
import { answerEach } from "../src/cli/each.ts";
import { eachId } from "../src/cli/each-id.ts";
import { Args, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { knownIds } from "../src/cli/known-ids.ts";
import { reasonFlags, reasonOf } from "../src/cli/reason.ts";
import { releaseJson, renderRelease } from "../src/render/release.ts";
import { release } from "../src/services/release.ts";

/** `bd release`: gives a claimed issue back. */
export class Release extends BeadCommand {
  static override summary = "Give a claimed issue back, so that others can have it.";
  static override description = "Without an id, the one issue that you hold.";
  static override args = { id: Args.string({ description: "Issue ids; the one issue that you hold where none is given." }) };
  static override flags = {
    ...reasonFlags,
    failed: Flags.boolean({ description: "The attempt failed: after three in a row nobody is offered the issue." }),
    force: Flags.boolean({ char: "f", description: "End somebody else's claim; needs --reason." }),
    ...dryRunFlag,
  };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Release);
    const reason = await this.body(reasonOf(flags));
    const workspace = await this.workspace();
    const input = { reason, failed: flags.failed, force: flags.force, dry_run: flags["dry-run"] };
    const ids = argv.length === 0 ? [""] : await knownIds(workspace, argv, "release");
    const tried = await eachId(ids, (id) => release(workspace, { ...input, id: id === "" ? undefined : id }));
    return answerEach(tried, { json: releaseJson, lines: (result) => renderRelease(result, this.style) }, this.host, this.json);
  }
}

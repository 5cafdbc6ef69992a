import { BeadCommand } from "../src/cli/bead-command.ts";
import { answerEach } from "../src/cli/each.ts";
import { eachId } from "../src/cli/each-id.ts";
import { Args, dryRunFlag } from "../src/cli/flags.ts";
import { knownIds } from "../src/cli/known-ids.ts";
import { deferJson, renderDefer } from "../src/render/defer.ts";
import { undefer } from "../src/services/defer.ts";

/** `bd undefer`: brings back what was put off. */
export class Undefer extends BeadCommand {
  static override summary = "Bring deferred issues back now.";
  static override args = { id: Args.needed({ description: "Issue ids." }) };
  static override flags = { ...dryRunFlag };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Undefer);
    const workspace = await this.workspace();
    const ids = await knownIds(workspace, argv, "undefer");
    const tried = await eachId(ids, (id) => undefer(workspace, { id, dry_run: flags["dry-run"] }));
    return answerEach(tried, { json: deferJson, lines: (result) => renderDefer(result, this.style) }, this.host, this.json);
  }
}

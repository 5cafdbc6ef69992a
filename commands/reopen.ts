import { BeadCommand } from "../src/cli/bead-command.ts";
import { answerEach } from "../src/cli/each.ts";
import { eachId } from "../src/cli/each-id.ts";
import { Args, dryRunFlag } from "../src/cli/flags.ts";
import { knownIds } from "../src/cli/known-ids.ts";
import { reasonFlags, reasonOf } from "../src/cli/reason.ts";
import { renderReopen, reopenJson } from "../src/render/reopen.ts";
import { reopen } from "../src/services/reopen.ts";

/** `bd reopen`: takes a closing or a deletion back. */
export class Reopen extends BeadCommand {
  static override summary = "Open closed or deleted issues again.";
  static override args = { id: Args.needed({ description: "Issue ids." }) };
  static override flags = { ...reasonFlags, ...dryRunFlag };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Reopen);
    const reason = await this.body(reasonOf(flags));
    const workspace = await this.workspace();
    const ids = await knownIds(workspace, argv, "reopen");
    const tried = await eachId(ids, (id) => reopen(workspace, { id, reason, dry_run: flags["dry-run"] }));
    return answerEach(tried, { json: reopenJson, lines: (result) => renderReopen(result, this.style) }, this.host, this.json);
  }
}

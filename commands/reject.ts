import { BeadCommand } from "../src/cli/bead-command.ts";
import { answerEach, idsOf } from "../src/cli/each.ts";
import { eachId } from "../src/cli/each-id.ts";
import { Args, dryRunFlag } from "../src/cli/flags.ts";
import { reasonFlags, reasonOf } from "../src/cli/reason.ts";
import { judgeJson, renderJudge } from "../src/render/judge.ts";
import { reject } from "../src/services/reject.ts";

/** `bd reject`: closes what another project proposed, and says why. */
export class Reject extends BeadCommand {
  static override summary = "Close issues that other projects proposed, with the reason; whoever sent them is told.";
  static override args = { id: Args.needed({ description: "Issue ids." }) };
  static override flags = { ...reasonFlags, ...dryRunFlag };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Reject);
    const reason = await this.body(reasonOf(flags));
    const ids = idsOf(argv, "reject");
    const workspace = await this.workspace();
    const tried = await eachId(ids, (id) => reject(workspace, { id, reason, dry_run: flags["dry-run"] }));
    return answerEach(tried, { json: judgeJson, lines: (result) => renderJudge(result, this.style) }, this.host, this.json);
  }
}

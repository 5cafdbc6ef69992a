import { BeadCommand } from "../src/cli/bead-command.ts";
import { answerEach, idsOf } from "../src/cli/each.ts";
import { eachId } from "../src/cli/each-id.ts";
import { Args, dryRunFlag } from "../src/cli/flags.ts";
import { reasonFlags, reasonOf } from "../src/cli/reason.ts";
import { judgeJson, renderJudge } from "../src/render/judge.ts";
import { accept } from "../src/services/accept.ts";

/** `bd accept`: takes in what another project proposed. */
export class Accept extends BeadCommand {
  static override summary = "Take in issues that other projects proposed; whoever sent them is told.";
  static override description = "Issues arrive as proposals where the setting inbound is review. bd list -s proposed shows them.";
  static override args = { id: Args.needed({ description: "Issue ids." }) };
  static override flags = { ...reasonFlags, ...dryRunFlag };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Accept);
    const reason = await this.body(reasonOf(flags));
    const ids = idsOf(argv, "accept");
    const workspace = await this.workspace();
    const tried = await eachId(ids, (id) => accept(workspace, { id, reason, dry_run: flags["dry-run"] }));
    return answerEach(tried, { json: judgeJson, lines: (result) => renderJudge(result, this.style) }, this.host, this.json);
  }
}

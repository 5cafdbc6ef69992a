import { BeadCommand } from "../../src/cli/bead-command.ts";
import { answerEach, idsOf } from "../../src/cli/each.ts";
import { eachId } from "../../src/cli/each-id.ts";
import { Args, dryRunFlag } from "../../src/cli/flags.ts";
import { reasonFlags, reasonOf } from "../../src/cli/reason.ts";
import { attendJson, renderAttend } from "../../src/render/escalation.ts";
import { attendEscalation } from "../../src/services/escalate.ts";

/** `bd escalate ack`. */
export class EscalateAck extends BeadCommand {
  static override summary = "Say that you look at it: it does not rise any more.";
  static override description = "Whoever says so first did it; a second time changes nothing.";
  static override args = { id: Args.needed({ description: "Ids, or their last six letters." }) };
  static override flags = { ...reasonFlags, ...dryRunFlag };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(EscalateAck);
    const reason = await this.body(reasonOf(flags));
    const ids = idsOf(argv, "escalate ack");
    const workspace = await this.workspace();
    const tried = await eachId(ids, (id) => attendEscalation(workspace, "ack", { id, reason, dry_run: flags["dry-run"] }));
    return answerEach(tried, { json: attendJson, lines: renderAttend }, this.host, this.json);
  }
}

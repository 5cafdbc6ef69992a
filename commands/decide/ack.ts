import { BeadCommand } from "../../src/cli/bead-command.ts";
import { answerEach, idsOf } from "../../src/cli/each.ts";
import { eachId } from "../../src/cli/each-id.ts";
import { Args, bodyFlags, dryRunFlag } from "../../src/cli/flags.ts";
import { renderRuling, rulingJson } from "../../src/render/decide.ts";
import { renderReply, replyJson } from "../../src/render/reply.ts";
import { type Acknowledged, ackDecision } from "../../src/services/decide-ack.ts";

/** `bd decide ack`: known. */
export class DecideAck extends BeadCommand {
  static override summary = "Say that you know of a decision, of this project or another one.";
  static override description =
    "A decision of another project is here as an issue: bd decide ack, or bd ack, on that issue tells its project.";
  static override args = { id: Args.needed({ description: "Decisions, or the issues that tell of them." }) };
  static override flags = { ...bodyFlags, ...dryRunFlag };
  static override strict = false;

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(DecideAck);
    const ids = idsOf(argv, this.name);
    const body = await this.body(flags);
    const workspace = await this.workspace();
    const said = { body, dry_run: flags["dry-run"] };
    const tried = await eachId(ids, (target) => ackDecision(workspace, { target, ...said }));
    const json = ({ ruled, replied }: Acknowledged) => (ruled === null ? replyJson(replied) : rulingJson(ruled));
    const lines = ({ ruled, replied }: Acknowledged) => (ruled === null ? renderReply(replied) : renderRuling(ruled, this.style));
    return answerEach(tried, { json, lines }, this.host, this.json);
  }
}

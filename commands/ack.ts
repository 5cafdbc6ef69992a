import { BeadCommand } from "../src/cli/bead-command.ts";
import { answerEach, idsOf } from "../src/cli/each.ts";
import { eachId } from "../src/cli/each-id.ts";
import { Args, bodyFlags, dryRunFlag } from "../src/cli/flags.ts";
import { wordFlags } from "../src/cli/message-flags.ts";
import { renderReply, replyJson } from "../src/render/reply.ts";
import { ack } from "../src/services/ack.ts";

/** `bd ack`: seen, no more. */
export class Ack extends BeadCommand {
  static override summary = "Say that you have seen a message.";
  static override description =
    "It answers what expects an ack. What expects a reply waits on. With several, each has its own result, and the exit status is that of the worst.";
  static override args = {
    id: Args.needed({ description: "Messages, or issues whose last message to you is meant." }),
  };
  static override flags = { ...bodyFlags, ...dryRunFlag, ...wordFlags };
  static override strict = false;

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(Ack);
    const body = await this.body(flags);
    const workspace = await this.workspace();
    const said = { body, to: flags.to, data: flags.data, allow_secrets: flags["allow-secrets"], dry_run: flags["dry-run"] };
    const tried = await eachId(idsOf(argv, this.name), (target) => ack(workspace, { target, ...said }));
    const isRefused = tried.tried.some(({ value }) => value?.sent?.state === "refused");
    const worst = { ...tried, status: Math.max(tried.status, isRefused ? 3 : 0) };
    return answerEach(worst, { json: replyJson, lines: renderReply }, this.host, this.json);
  }
}

import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, bodyFlags } from "../src/cli/flags.ts";
import { renderReply, replyJson } from "../src/render/reply.ts";
import { ack } from "../src/services/ack.ts";

/** `bd ack`: seen, no more. */
export class Ack extends BeadCommand {
  static override summary = "Say that you have seen a message.";
  static override examples = ["bd ack beads-7k3xq2", "bd ack 20261121T103000123Z-7k3xq2"];
  static override args = {
    id: Args.string({ description: "A message, or an issue whose last message to you is meant.", required: true }),
  };
  static override flags = { ...bodyFlags };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Ack);
    const body = await this.body(flags);
    const said = await ack(await this.workspace(), { target: args.id, body });
    return this.answer(replyJson(said), renderReply(said));
  }
}

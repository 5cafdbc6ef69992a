import { BeadCommand } from "../src/cli/bead-command.ts";
import { decideFlags } from "../src/cli/decide-flags.ts";
import { decideInput } from "../src/cli/decide-input.ts";
import { Args } from "../src/cli/flags.ts";
import { decideJson, renderDecide } from "../src/render/decide.ts";
import { decide } from "../src/services/decide.ts";

/** `bd decide`: an architecture decision, with why. */
export class Decide extends BeadCommand {
  static override summary = "Write down a decision: what, why, and what it is about.";
  static override description = [
    "It holds at once, or with --propose once somebody accepts it, and never changes afterwards: another one supersedes it.",
    "Labels, paths and topics say what it is about: bd decide check finds it by them, and two that are about the same and do not name each other are reported.",
    "--propagate sends it to other projects as an issue that nobody is offered as work; bd decide show says who there has acknowledged it.",
  ].join("\n\n");
  static override args = { title: Args.string({ description: "What was decided, in one line." }) };
  static override flags = decideFlags;

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Decide);
    const body = await this.body(flags);
    const decided = await decide(await this.workspace(), decideInput(flags, args.title, body));
    return this.answer(decideJson(decided), renderDecide(decided));
  }
}

import { BeadCommand } from "../../src/cli/bead-command.ts";
import { decideFlags } from "../../src/cli/decide-flags.ts";
import { decideInput } from "../../src/cli/decide-input.ts";
import { Args } from "../../src/cli/flags.ts";
import { decideJson, renderDecide } from "../../src/render/decide.ts";
import { supersede } from "../../src/services/decide-supersede.ts";

/** `bd decide supersede`: a new decision in the place of an old one. */
export class DecideSupersede extends BeadCommand {
  static override summary = "Write down a decision that takes the place of another.";
  static override description =
    "It is about the same labels, paths and topics as the old one where nothing else is said. With --propose the old one holds until the new one is accepted.";
  static override args = {
    id: Args.string({ description: "The decision that does not hold any more.", required: true }),
    title: Args.string({ description: "What was decided instead, in one line." }),
  };
  static override flags = decideFlags;

  async run(): Promise<object> {
    const { args, flags } = await this.parse(DecideSupersede);
    const body = await this.body(flags);
    const decided = await supersede(await this.workspace(), args.id, decideInput(flags, args.title, body));
    return this.answer(decideJson(decided), renderDecide(decided));
  }
}

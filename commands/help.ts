import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args } from "../src/cli/flags.ts";

/** `bd help`, plain `bd`, `--help`, and what was not understood. */
export class Help extends BeadCommand {
  static override summary = "Show what bd can do, or what a verb takes.";
  static override examples = ["bd help", "bd help claim"];
  static override args = { verb: Args.string({ description: "A verb or topic." }) };
  static override strict = false;

  async run(): Promise<object> {
    const { argv } = await this.parse(Help);
    return this.answer(argv, [`help ${argv.join(" ")}`]);
  }
}

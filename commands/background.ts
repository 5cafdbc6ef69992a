import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args } from "../src/cli/flags.ts";

/** What a detached process does; started by bd itself, never typed. */
export class Background extends BeadCommand {
  static override summary = "Fetch, push or send what waits, behind other commands.";
  static override args = {
    job: Args.string({ required: true, options: ["push", "fetch", "alert"], description: "What to do." }),
  };

  async run(): Promise<object> {
    const { args } = await this.parse(Background);
    await this.detached(args.job as "push" | "fetch" | "alert");
    return this.answer({ job: args.job }, []);
  }
}

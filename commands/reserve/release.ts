import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { reasonFlags, reasonOf } from "../../src/cli/reason.ts";
import { renderUnreserve, unreserveJson } from "../../src/render/reserve.ts";
import { unreserve } from "../../src/services/unreserve.ts";

/** `bd reserve release`: others may have it. */
export class ReserveRelease extends BeadCommand {
  static override summary = "Give reservations back, or some of their globs.";
  static override description =
    "With --force and a reason somebody else's, too: what is known of the holder is shown, and they are told by a message.";
  static override args = {
    reservations: Args.string({
      description: "Ids, their last six letters, or globs as they were reserved; none: the only one.",
    }),
  };
  static override flags = {
    all: Flags.boolean({ description: "All of yours." }),
    ...reasonFlags,
    force: Flags.boolean({ char: "f", description: "Take away somebody else's; needs --reason." }),
    ...dryRunFlag,
  };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(ReserveRelease);
    const reason = await this.body(reasonOf(flags));
    const input = { words: argv, all: flags.all, force: flags.force, reason, dry_run: flags["dry-run"] };
    const rows = await unreserve(await this.workspace(), input);
    const now = this.host.now();
    return this.answer(unreserveJson(rows, now), renderUnreserve(rows, now));
  }
}

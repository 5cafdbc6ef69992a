import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { prolongJson, renderProlong } from "../../src/render/reserve.ts";
import { prolong } from "../../src/services/prolong.ts";

/** `bd reserve renew`: it goes on. */
export class ReserveRenew extends BeadCommand {
  static override summary = "Let reservations of yours go on for a while.";
  static override description = "One that ran out comes back if nobody took its paths meanwhile.";
  static override args = {
    reservations: Args.string({
      description: "Ids, their last six letters, or globs as they were reserved; none: the only one.",
    }),
  };
  static override flags = {
    for: Flags.string({ description: "How long from now; 2h where nothing is said.", helpValue: "<duration>" }),
    all: Flags.boolean({ description: "All of yours." }),
    ...dryRunFlag,
  };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(ReserveRenew);
    const input = { words: argv, all: flags.all, for: flags.for, dry_run: flags["dry-run"] };
    const rows = await prolong(await this.workspace(), input);
    return this.answer(prolongJson(rows), renderProlong(rows));
  }
}

import { BeadCommand } from "../src/cli/bead-command.ts";
import { Flags } from "../src/cli/flags.ts";
import { renderSweep, sweepJson } from "../src/render/sweep.ts";
import { sweep } from "../src/services/sweep.ts";
import { sweepFlags } from "./agent/sweep.ts";

/** `bd patrol`: one pass that finds what nobody looks after. */
export class Patrol extends BeadCommand {
  static override summary = "Find what nobody looks after any more, with evidence.";
  static override description =
    "Looks at claims, as bd agent sweep does, and ends with status 0 if nothing is left to look at and with 3 if something is. For a timer: one pass, and nothing runs on behind it.";
  static override flags = {
    claims: Flags.boolean({ description: "Claims whose holders may be gone: what is looked at anyhow." }),
    ...sweepFlags,
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(Patrol);
    const swept = await sweep(await this.workspace(), { fix: flags.fix, dry_run: flags["dry-run"] });
    return this.answer(sweepJson(swept), renderSweep(swept, this.style), swept.left > 0 ? 3 : 0);
  }
}

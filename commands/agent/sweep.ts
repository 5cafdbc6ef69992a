import { BeadCommand } from "../../src/cli/bead-command.ts";
import { dryRunFlag, Flags } from "../../src/cli/flags.ts";
import { renderSweep, sweepJson } from "../../src/render/sweep.ts";
import { sweep } from "../../src/services/sweep.ts";

/** What `sweep` and `patrol` take. */
export const sweepFlags = {
  fix: Flags.boolean({ description: "End the claims that expired and whose holders are known to be gone." }),
  ...dryRunFlag,
};

/** `bd agent sweep`: which claims have nobody behind them any more. */
export class AgentSweep extends BeadCommand {
  static override summary = "List claims whose holders may be gone, with evidence; --fix ends those that are over.";
  static override description = [
    "One pass, and nothing runs on behind it. Told for each claim: the holder's last sign of life, their process, their last act in the ledger, when the lease is over, and what lies uncommitted or unpushed where they worked, if that is on this machine.",
    "--fix ends a claim only if it has expired and its holder is known to be gone, with a message on the issue that says the evidence. The claim of a living process is never ended, whatever the clock says, and neither is a person's.",
    "Status 0 if nothing is left to look at, 3 if something is.",
  ].join("\n\n");
  static override flags = sweepFlags;

  async run(): Promise<object> {
    const { flags } = await this.parse(AgentSweep);
    const swept = await sweep(await this.workspace(), { fix: flags.fix, dry_run: flags["dry-run"] });
    return this.answer(sweepJson(swept), renderSweep(swept, this.style), swept.left > 0 ? 3 : 0);
  }
}

import { BeadCommand } from "../src/cli/bead-command.ts";
import { idsOf } from "../src/cli/each.ts";
import { Args, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { renderReserve, reserveJson } from "../src/render/reserve.ts";
import { reserve } from "../src/services/reserve.ts";

/** `bd reserve`: keeps others off paths for a while. */
export class Reserve extends BeadCommand {
  static override summary = "Reserve paths for a while, so that others keep off them.";
  static override description =
    "Globs count from where you stand: * and ? within a name, ** over any number, {a,b}; a directory is all that is below it. Quote them, so that the shell leaves them alone. Of several, what is free is reserved, and the status is 3 if something was not. A path called list or check is written ./list.";
  static override args = {
    globs: Args.needed({ description: "Globs; beads:src/** is another project's, in its clone on this machine." }),
  };
  static override flags = {
    shared: Flags.boolean({ description: "With others who share them, too." }),
    for: Flags.string({ description: "How long; 2h where nothing is said.", helpValue: "<duration>" }),
    intent: Flags.string({ char: "i", description: "What for, in words for others.", helpValue: "<text>" }),
    issue: Flags.string({ description: "The issue that it is for.", helpValue: "<id>" }),
    tell: Flags.boolean({ description: "Ask the holders of what is refused." }),
    partial: Flags.boolean({ description: "Reserve what is free of several globs; what is done anyhow.", exclusive: ["atomic"] }),
    atomic: Flags.boolean({ description: "All of them or none." }),
    ...dryRunFlag,
  };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Reserve);
    const { shared, intent, issue, tell, atomic, for: lease } = flags;
    const input = { globs: idsOf(argv, "reserve", "globs"), shared, intent, issue, tell, atomic, for: lease };
    const result = await reserve(await this.workspace(), { ...input, dry_run: flags["dry-run"] });
    const refused = result.outcomes.some((outcome) => outcome.refused !== null);
    return this.answer(reserveJson(result), renderReserve(result, this.style), refused ? 3 : 0);
  }
}

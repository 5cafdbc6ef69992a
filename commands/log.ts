import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, Flags } from "../src/cli/flags.ts";
import { logJson, renderLog } from "../src/render/log.ts";
import { log } from "../src/services/log.ts";

/** How many people are shown where they did not say; programs too, since a history never ends. */
const USUAL = 20;

/** `bd log`: the conversation. */
export class Log extends BeadCommand {
  static override summary = "Read what was said and done, newest first.";
  static override description =
    "The ledger's history as a conversation: the same as git log beads/ledger, without housekeeping. At most 20 entries unless -n says otherwise; -n 0 shows all.";
  static override args = { id: Args.string({ description: "Ids of issues or decisions; everything where none is given." }) };
  static override flags = {
    by: Flags.string({ aliases: ["author"], description: "Only what this name did.", helpValue: "<name>" }),
    since: Flags.string({ aliases: ["after"], description: "Not older.", helpValue: "<when>" }),
    until: Flags.string({ aliases: ["before"], description: "Only before.", helpValue: "<when>" }),
    limit: Flags.integer({ char: "n", min: 0, description: "At most so many; 0 is all.", helpValue: "<count>" }),
    all: Flags.boolean({ description: "Renewals of claims and other housekeeping too." }),
  };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Log);
    const { since, until, all } = flags;
    // Nobody acts by reading: --actor can only mean whose doings are asked for.
    const by = flags.by ?? flags.actor;
    const limit = flags.limit === 0 ? null : (flags.limit ?? USUAL);
    const result = await log(await this.workspace(), { ids: argv, by, since, until, all: all === true, limit });
    if (result.entries.length === 0) this.warn("Nothing was said or done there.");
    return this.answer(logJson(result), renderLog(result, this.style));
  }
}

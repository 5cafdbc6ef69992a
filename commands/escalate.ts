import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, bodyFlags, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { raiseJson, renderRaise } from "../src/render/escalation.ts";
import { escalate } from "../src/services/escalate.ts";

/** `bd escalate`: brings something before a person. */
export class Escalate extends BeadCommand {
  static override summary = "Bring something before a person: what you cannot or must not settle yourself.";
  static override description = [
    "Levels: 1 worth knowing, 2 somebody has to look, 3 pauses the project until it is resolved, 4 also asks every holder to checkpoint and release.",
    "The same report again (category and issue, or the title) adds nothing while the first is open; at a higher level that one rises. What nobody acknowledges rises by a level an hour, twice at most: so a level 2 pauses the project after one hour, unless somebody says bd escalate ack (setting escalate.rise).",
    "irreversible, no-consensus, budget and unresolved-twice go to the human at once. Who is told how stands in the user's own git configuration, beads.alert.*.",
  ].join("\n\n");
  static override args = { title: Args.string({ required: true, description: "What it is, in a line." }) };
  static override flags = {
    level: Flags.integer({
      min: 1,
      max: 4,
      default: 2,
      description: "How grave it is; 2 where nothing is said.",
      helpValue: "<1-4>",
    }),
    category: Flags.string({
      default: "blocked",
      description: "blocked, irreversible, no-consensus, budget, unresolved-twice, or a word of yours.",
      helpValue: "<word>",
    }),
    issue: Flags.string({ description: "The issue that it is about.", helpValue: "<id>" }),
    ...bodyFlags,
    ...dryRunFlag,
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Escalate);
    const { level, category, issue } = flags;
    const body = await this.body(flags);
    const asked = { title: args.title, level, category, issue, body, dry_run: flags["dry-run"] };
    const result = await escalate(await this.workspace(), asked);
    return this.answer(raiseJson(result), renderRaise(result, this.style));
  }
}

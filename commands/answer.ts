import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, bodyFlags, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { renderRuling, rulingJson } from "../src/render/decide.ts";
import { answer } from "../src/services/answer.ts";

/** `bd answer`: the end of a question. */
export class Answer extends BeadCommand {
  static override summary = "Answer an open question, with one of its options or in words.";
  static override description =
    "What it gated is ready then. The first answer stays: whoever comes later is told who answered what. Where somebody is named who is to answer, others need --force with --reason.";
  static override args = {
    id: Args.string({ description: "The question.", required: true }),
    option: Args.string({ description: "One of its options." }),
  };
  static override flags = {
    ...bodyFlags,
    force: Flags.boolean({ char: "f", description: "Although somebody else is to answer, or the time is past; needs --reason." }),
    reason: Flags.string({ char: "r", description: "Why, in words for others.", helpValue: "<text>" }),
    ...dryRunFlag,
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Answer);
    const words = await this.body(flags);
    const said = { words, force: flags.force, reason: flags.reason, dry_run: flags["dry-run"] };
    const result = await answer(await this.workspace(), { id: args.id, option: args.option, ...said });
    return this.answer(rulingJson(result), renderRuling(result, this.style));
  }
}

import { BeadCommand } from "../src/cli/bead-command.ts";
import { askFlags, scopeOf } from "../src/cli/decide-flags.ts";
import { Args } from "../src/cli/flags.ts";
import { askJson, renderAsk } from "../src/render/decide.ts";
import { ask } from "../src/services/ask.ts";

/** `bd ask`: a question that somebody has to decide. */
export class Ask extends BeadCommand {
  static override summary = "Ask something that has to be decided; what it gates waits for the answer.";
  static override description = [
    "Open questions stand first in bd status and bd decide list. Issues that it gates are not ready, and cannot be claimed, before bd answer.",
    "With --by and --otherwise, that option holds once the time is past, and nothing has to be done for it; else the question stays open.",
  ].join("\n\n");
  static override args = { title: Args.string({ description: "The question, in one line.", required: true }) };
  static override flags = askFlags;

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Ask);
    const body = await this.body(flags);
    const asked = await ask(await this.workspace(), {
      ...{ title: args.title, body, ...scopeOf(flags), relates: flags.relates, approver: flags.approver },
      ...{ options: flags.option, recommend: flags.recommend, by: flags.by, otherwise: flags.otherwise },
      ...{ gates: flags.gates, dry_run: flags["dry-run"] },
    });
    return this.answer(askJson(asked), renderAsk(asked, this.host.now(), this.style));
  }
}

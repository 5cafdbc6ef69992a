import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, Flags } from "../../src/cli/flags.ts";
import { BeadsError } from "../../src/errors.ts";
import { inboxReadJson, renderInboxRead } from "../../src/render/inbox-read.ts";
import { markInboxRead } from "../../src/services/inbox-read.ts";

/** `bd inbox read`: takes what was read out of the inbox. */
export class InboxRead extends BeadCommand {
  static override summary = "Mark what is in your inbox as read.";
  static override description =
    "It holds for you in this clone alone, and nothing of it is committed. What waits for your answer stays until you answer.";
  static override args = { id: Args.string({ description: "Messages, or issues with all that is said on them." }) };
  static override flags = { all: Flags.boolean({ char: "a", description: "Everything." }) };
  static override strict = false;

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(InboxRead);
    if ((argv.length === 0) !== (flags.all === true)) throw unclear();
    const result = await markInboxRead(await this.workspace(), { ids: argv });
    return this.answer(inboxReadJson(result), renderInboxRead(result));
  }
}

function unclear(): BeadsError {
  return new BeadsError("usage", "MISSING_ARGUMENT", "Say what you have read: ids, or --all.", {
    hints: ["See bd inbox read --help."],
  });
}

import { readAttachments } from "../src/cli/attachments.ts";
import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, bodyFlags, dryRunFlag, Flags } from "../src/cli/flags.ts";
import { EXPECTATIONS, MESSAGE_PRIORITIES, MESSAGE_TYPES } from "../src/domain/message.ts";
import { renderReply, replyJson } from "../src/render/reply.ts";
import { reply } from "../src/services/reply.ts";

/** `bd reply`: a word on a thread, wherever it lives. */
export class Reply extends BeadCommand {
  static override summary = "Say something on an issue, here or in another project.";
  static override description = "It goes to whoever spoke to you last on that thread, unless --to names somebody else.";
  static override examples = ['bd reply beads-7k3xq2 -m "Which version?" --expects reply', "bd reply beads:beads-7k3xq2 -F -"];
  static override args = { id: Args.string({ description: "An issue, project:id elsewhere, or a message.", required: true }) };
  static override flags = {
    ...bodyFlags,
    ...dryRunFlag,
    expects: Flags.option({ options: EXPECTATIONS })({ description: "What it asks for.", helpValue: "<none|ack|reply>" }),
    type: Flags.option({ options: MESSAGE_TYPES })({
      char: "t",
      description: "What kind of message it is.",
      helpValue: "<type>",
    }),
    priority: Flags.option({ options: MESSAGE_PRIORITIES })({
      char: "p",
      description: "low, normal, high or emergency.",
      helpValue: "<priority>",
    }),
    to: Flags.string({ multiple: true, description: "A project, an agent, a person (@steve) or @all.", helpValue: "<address>" }),
    "to-message": Flags.string({ description: "The message that is answered.", helpValue: "<message>" }),
    subject: Flags.string({ description: "One line for the inbox.", helpValue: "<text>" }),
    attach: Flags.string({
      multiple: true,
      delimiter: null as never,
      description: "A file that goes along.",
      helpValue: "<file>",
    }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Reply);
    const files = await readAttachments(flags.attach ?? [], this.directory);
    const body = (await this.body(flags)) ?? "";
    const said = await reply(await this.workspace(), {
      ...{ target: args.id, body, files, type: flags.type, priority: flags.priority, expects: flags.expects },
      ...{ to: flags.to, to_message: flags["to-message"], subject: flags.subject, dry_run: flags["dry-run"] },
    });
    return this.answer(replyJson(said), renderReply(said));
  }
}

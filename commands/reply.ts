import { readAttachments } from "../src/cli/attachments.ts";
import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, bodyFlags, dryRunFlag } from "../src/cli/flags.ts";
import { messageFlags, takeBackFlag, verdictFlags, verdictOf } from "../src/cli/message-flags.ts";
import { renderReply, replyJson } from "../src/render/reply.ts";
import { reply } from "../src/services/reply.ts";
import { takeBack } from "../src/services/take-back.ts";

/** `bd reply`: a word on a thread, wherever it lives. */
export class Reply extends BeadCommand {
  static override summary = "Say something on an issue, here or in another project, or answer a message.";
  static override description = [
    "It goes to whoever spoke to you last on that thread, unless --to names somebody else: agents and people who were seen here or there before.",
    "What is said in another project goes through the outbox, and waits there where it cannot be delivered now. An issue that moved is answered where it is now.",
    "Nothing that was said is unsaid: --take-back says behind a message of your own that it does not count any more. It asks and answers nothing then, and its thread shows it so.",
    "Once an issue that you sent is closed, --verified says that it is so, and --not-fixed opens it again.",
  ].join("\n\n");
  static override args = { id: Args.string({ description: "An issue, project:id elsewhere, or a message.", required: true }) };
  static override flags = { ...bodyFlags, ...dryRunFlag, ...messageFlags, ...verdictFlags, ...takeBackFlag };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Reply);
    const files = await readAttachments(flags.attach ?? [], this.directory);
    const body = (await this.body(flags)) ?? "";
    const workspace = await this.workspace();
    if (flags["take-back"] === true) {
      const { "allow-secrets": allow_secrets, "dry-run": dry_run } = flags;
      const taken = await takeBack(workspace, { message: args.id, body, allow_secrets, dry_run });
      return this.answer(replyJson(taken), renderReply(taken));
    }
    const said = await reply(workspace, {
      ...{ target: args.id, body, files, type: flags.type, priority: flags.priority, expects: flags.expects, by: flags.by },
      ...{ to: flags.to, to_message: flags["to-message"], subject: flags.subject, data: flags.data },
      ...{ verdict: verdictOf(flags), allow_secrets: flags["allow-secrets"], dry_run: flags["dry-run"] },
    });
    return this.answer(replyJson(said), renderReply(said), said.sent?.state === "refused" ? 3 : 0);
  }
}

import { readAttachments } from "../src/cli/attachments.ts";
import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args } from "../src/cli/flags.ts";
import { sendFlags } from "../src/cli/send-flags.ts";
import { announceJson, renderAnnounce } from "../src/render/announce.ts";
import { renderSend, sendJson, templateJson } from "../src/render/send.ts";
import { sendTemplate } from "../src/services/send-template.ts";
import { sendTo } from "../src/services/send-to.ts";

/** `bd send`: an issue for another project, or a word to somebody in this one. */
export class Send extends BeadCommand {
  static override summary = "File an issue in another project, with what its people need to work on it.";
  static override description = [
    "The thread lives in that project's ledger; its replies come to this one's inbox. What cannot be delivered now waits in the outbox: bd outbox list shows it.",
    "To @all, or to a person or an agent of this project, it is a message on the bulletin. Status 3 says that the other project refuses it.",
  ].join("\n\n");
  static override args = {
    address: Args.string({ description: "A project, an agent (alpha/beads), a person (@maintainer) or @all.", required: true }),
    title: Args.string({ description: "What it is about, in one line.", required: true }),
  };
  static override flags = sendFlags;

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Send);
    if (flags.template === true) return this.#template(flags["expect-text"]);
    const files = await readAttachments(flags.attach ?? [], this.directory);
    const body = await this.body(flags);
    const went = await sendTo(await this.workspace(), args.address, {
      ...{
        title: args.title,
        body,
        expect_text: flags["expect-text"],
        files,
        type: flags.type,
        priority: flags.priority,
        labels: flags.label,
      },
      ...{ issue: flags.issue, blocks_me: flags["blocks-me"], to: flags.to, expects: flags.expects, by: flags.by },
      ...{ data: flags.data, via: flags.via, fork: flags.fork, allow_secrets: flags["allow-secrets"] },
      ...{ if_new: flags["if-new"], dry_run: flags["dry-run"] },
    });
    if (went.said !== null) return this.answer(announceJson(went.said), renderAnnounce(went.said));
    const lines = renderSend(went.sent, { verbose: flags.verbose === true });
    return this.answer(sendJson(went.sent), lines, went.sent.state === "refused" ? 3 : 0);
  }

  #template(expected: string | undefined): object {
    const template = sendTemplate(expected);
    return this.answer(templateJson(template), template.trimEnd().split("\n"));
  }
}

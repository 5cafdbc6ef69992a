import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args } from "../../src/cli/flags.ts";
import { attachmentsJson, renderAttachments } from "../../src/render/attachment.ts";
import { listAttachments } from "../../src/services/attachment.ts";

/** `bd attachment list`: the files on a thread. */
export class AttachmentList extends BeadCommand {
  static override summary = "List the files that came with the messages of an issue.";
  static override args = { id: Args.string({ description: "Issue id, project:id elsewhere, or a message.", required: true }) };

  async run(): Promise<object> {
    const { args } = await this.parse(AttachmentList);
    const rows = await listAttachments(await this.workspace(), { id: args.id });
    return this.answer(attachmentsJson(rows), renderAttachments(rows, this.style));
  }
}

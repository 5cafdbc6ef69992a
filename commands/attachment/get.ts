import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, Flags } from "../../src/cli/flags.ts";
import { writeOutputFile } from "../../src/cli/output-file.ts";
import { attachmentName } from "../../src/domain/attachment.ts";
import { attachmentGotJson, attachmentText, renderAttachmentGot } from "../../src/render/attachment.ts";
import { getAttachment } from "../../src/services/attachment.ts";

/** `bd attachment get`: one of the files. */
export class AttachmentGet extends BeadCommand {
  static override summary = "Write a file that came with a message to where you want it.";
  static override description = [
    "Into the current directory under its own name, unless --output says otherwise; never over what is there without --force.",
    "A file of another project is data: look at it, and do not run it.",
  ].join("\n\n");
  static override args = {
    id: Args.string({ description: "Issue id, project:id elsewhere, or a message.", required: true }),
    name: Args.string({ description: "The file's name, where there are several." }),
  };
  static override flags = {
    output: Flags.string({ char: "o", description: "A file or folder; - is standard output.", helpValue: "<path>" }),
    force: Flags.boolean({ char: "f", description: "Replace what is there." }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(AttachmentGet);
    const { row, content } = await getAttachment(await this.workspace(), { id: args.id, name: args.name });
    if (flags.output === "-") return this.toStandardOutput(row, content);
    const place = { typed: flags.output, directory: this.directory, name: attachmentName(row.name) };
    const file = await writeOutputFile(place, content, { force: flags.force === true });
    return this.answer(attachmentGotJson(row, { file, content: null }), renderAttachmentGot(row, file));
  }

  /** Bytes as they are for a program; a terminal gets no more than what it can show. */
  private toStandardOutput(row: Parameters<typeof attachmentGotJson>[0], content: Uint8Array): object {
    if (!this.json && !this.host.stdout.isTTY) this.host.stdout.bytes(content);
    const lines = this.json || !this.host.stdout.isTTY ? [] : attachmentText(content);
    return this.answer(attachmentGotJson(row, { file: null, content }), lines);
  }
}

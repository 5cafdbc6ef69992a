import { BeadCommand } from "../src/cli/bead-command.ts";
import { Flags } from "../src/cli/flags.ts";
import { renderStatus, statusJson } from "../src/render/status.ts";
import { status } from "../src/services/status.ts";

/** `bd status`: the project at a glance. */
export class Status extends BeadCommand {
  static override summary = "Show counts, your claims, what is not shared yet, and what is wrong.";
  static override description =
    "Changes that could not be kept are listed until --ack-lost takes them off; with operations behind it, only those.";
  static override examples = ["bd status", "bd status --json", "bd status --ack-lost"];
  static override flags = {
    "ack-lost": Flags.boolean({ description: "Take changes that were lost or refused off the list." }),
  };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(Status);
    const result = await status(await this.workspace(), { acknowledge: flags["ack-lost"] ? argv : undefined });
    return this.answer(statusJson(result), renderStatus(result, this.style));
  }
}

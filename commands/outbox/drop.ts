import { BeadCommand } from "../../src/cli/bead-command.ts";
import { idsOf } from "../../src/cli/each.ts";
import { Args, dryRunFlag } from "../../src/cli/flags.ts";
import { reasonFlags, reasonOf } from "../../src/cli/reason.ts";
import { dropJson, renderDrop } from "../../src/render/outbox.ts";
import { dropOutbox } from "../../src/services/outbox.ts";

/** `bd outbox drop`. */
export class OutboxDrop extends BeadCommand {
  static override summary = "Give up something that waits: nobody delivers it any more.";
  static override description = "Links to it are taken away, and an issue that was to move is open here again.";
  static override args = { entry: Args.needed({ description: "Outbox entries, or the addresses of what they were to become." }) };
  static override flags = { ...reasonFlags, ...dryRunFlag };
  static override strict = false;

  async run(): Promise<object> {
    const { flags, argv } = await this.parse(OutboxDrop);
    const entries = idsOf(argv, "outbox drop");
    const reason = await this.body(reasonOf(flags));
    const dropped = await dropOutbox(await this.workspace(), { entries, reason, dry_run: flags["dry-run"] });
    return this.answer(dropJson(dropped), renderDrop(dropped));
  }
}

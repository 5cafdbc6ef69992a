import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Flags } from "../../src/cli/flags.ts";
import { renderOutbox } from "../../src/render/outbox.ts";
import { listOutbox } from "../../src/services/outbox.ts";

/** `bd outbox list`. */
export class OutboxList extends BeadCommand {
  static override summary = "List what is on its way to other projects, and why it is not there yet.";
  static override description =
    "What waits is tried again by itself, by each bd sync, and by every clone of this project. Failed means that this clone cannot deliver it as things are; another one may.";
  static override flags = {
    all: Flags.boolean({ char: "a", description: "What was delivered, refused or dropped, too." }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(OutboxList);
    const all = flags.all === true;
    const rows = await listOutbox(await this.workspace(), { all });
    return this.answer(rows, renderOutbox(rows, { all }, this.style));
  }
}

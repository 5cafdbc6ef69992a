import { BeadCommand } from "../../src/cli/bead-command.ts";
import { Args, Flags } from "../../src/cli/flags.ts";
import { VIAS } from "../../src/domain/outbox.ts";
import { deliveryJson, renderDeliveries } from "../../src/render/outbox.ts";
import { retryOutbox } from "../../src/services/outbox.ts";

/** `bd outbox retry`. */
export class OutboxRetry extends BeadCommand {
  static override summary = "Try now to deliver what waits: all of it, or the entries named.";
  static override description = "Status 3 says that a project refused something, 5 that something still waits.";
  static override args = { entry: Args.string({ description: "Outbox entries, or the addresses of what they become." }) };
  static override flags = {
    via: Flags.option({ options: VIAS })({
      description: "Onto that project's ledger, or as a branch for a pull request, whatever was said before.",
      helpValue: "<push|branch>",
    }),
  };
  static override strict = false;

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(OutboxRetry);
    const workspace = await this.workspace();
    this.progress("Delivering …");
    const reports = await retryOutbox(workspace, [...new Set(argv)], flags.via);
    const states = reports.map(({ state }) => state);
    const status = states.includes("queued") ? 5 : states.includes("refused") ? 3 : 0;
    const lines = reports.length === 0 ? ["Nothing waits."] : renderDeliveries(reports);
    return this.answer(reports.map(deliveryJson), lines, status);
  }
}

import { BeadCommand } from "../src/cli/bead-command.ts";
import { Flags } from "../src/cli/flags.ts";
import { renderSync, syncJson } from "../src/render/sync.ts";
import { sync } from "../src/services/sync.ts";

/** `bd sync`: fetches and pushes now. */
export class Sync extends BeadCommand {
  static override summary = "Fetch, push and deliver to other projects now, and say what could not be kept.";
  static override description =
    "Writes are pushed by themselves; this waits for it. Status 3 says that a change of yours lost against somebody else's or that another project refused it, 5 that the remote did not take everything.";
  static override flags = {
    acknowledge: Flags.boolean({ aliases: ["ack"], description: "Take what was lost off the list, once shown." }),
    adopt: Flags.boolean({ description: "Follow a remote ledger whose history was rewritten; yours is kept as a backup." }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(Sync);
    const workspace = await this.workspace();
    this.progress("Syncing …");
    const result = await sync(workspace, flags);
    const { lost, remote, reach } = result.report;
    const isRefused = lost.length > 0 || result.outbox.some(({ state }) => state === "refused");
    const isStuck = remote !== null && reach !== "pushed" && result.proposed === null;
    const status = isStuck ? 5 : isRefused ? 3 : 0;
    return this.answer(syncJson(result), renderSync(result, this.style), status);
  }
}

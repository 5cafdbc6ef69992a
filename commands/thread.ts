import { BeadCommand } from "../src/cli/bead-command.ts";
import { Args, Flags } from "../src/cli/flags.ts";
import { renderThread, threadJson } from "../src/render/thread.ts";
import { thread } from "../src/services/thread.ts";

/** `bd thread`: the messages of an issue. */
export class Thread extends BeadCommand {
  static override summary = "Read the messages of an issue, in order.";
  static override examples = ["bd thread beads-7k3xq2", "bd thread 7k3xq2 --json -n 5", "bd thread beads:beads-7k3xq2"];
  static override args = { id: Args.string({ description: "Issue id, or project:id elsewhere.", required: true }) };
  static override flags = {
    limit: Flags.integer({ char: "n", min: 0, description: "Only the newest so many; 0 is all.", helpValue: "<count>" }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Thread);
    const found = await thread(await this.workspace(), { id: args.id, ...(flags.limit ? { limit: flags.limit } : {}) });
    if (found.entries.length === 0) this.warn("No messages yet.");
    return this.answer(threadJson(found), renderThread(found, this.style));
  }
}
